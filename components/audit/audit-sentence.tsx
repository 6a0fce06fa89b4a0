import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/shared/audit";
import { accountHref, groupHref, pageHref } from "@/lib/client/paths";

/** Who did what to whom, each leading to its page. What did not happen reads “tried to”. */
export function AuditSentence({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const { actor, account, peer, groupId, asked, action, putBackOf, sdkAppId, job } = entry;
  const happened = entry.outcome === "ok" ? "sentence" : "tried";
  const parts = {
    actor: () => (
      <strong key="actor">
        <bdi>{actor}</bdi>
      </strong>
    ),
    account: () => <Id key="account" id={account} href={accountHref(account ?? "", sdkAppId)} />,
    peer: () => <Id key="peer" id={peer} href={accountHref(peer ?? "", sdkAppId)} />,
    group: () => <Id key="group" id={groupId} href={groupHref(groupId ?? "", sdkAppId)} />,
    entry: (words: ReactNode) => (
      <Link key="entry" prefetch={false} href={pageHref("/audit", { app: sdkAppId, entry: putBackOf })}>
        {words}
      </Link>
    ),
    job: (words: ReactNode) => (
      <Link key="job" prefetch={false} href={`/jobs/${job?.id}`}>
        {words}
      </Link>
    ),
    id: String(job?.id),
    rows: job?.rows ?? 0,
    asked: asked ?? 0,
    of: String(putBackOf),
    action,
  };
  if (action === "conversation.mark_read" && account !== null) return t.rich(peer === null ? `${happened}.markReadAll` : `${happened}.markRead`, parts);
  if (action === "group.set_unread" && groupId === null && putBackOf !== null) return t.rich("tried.putBackEntry", parts);
  if (action === "group.set_unread" && groupId !== null) {
    if (account === null) return t.rich(`${happened}.setUnreadSome`, parts);
    if (putBackOf !== null) return t.rich(`${happened}.putBack`, parts);
    return t.rich(happened === "tried" && asked !== null ? "tried.setUnreadTo" : `${happened}.setUnread`, parts);
  }
  if (job && isJobAction(action)) return t.rich(`${happened}.jobs.${jobActions[action]}`, parts);
  // Refused before it was known which.
  if (happened === "tried" && isJobAction(action)) return t.rich(`tried.someJob.${jobActions[action]}`, parts);
  if (action === "session.sign_in") return t.rich(`${happened}.signIn`, parts);
  if (action === "audit.export") return t.rich(`${happened}.export`, parts);
  return t.rich(account === null ? `${happened}.other` : `${happened}.otherAccount`, parts);
}

const jobActions = {
  "job.create": "create",
  "job.columns": "columns",
  "job.dry_run": "dryRun",
  "job.checked": "checked",
  "job.approve": "approve",
  "job.start": "start",
  "job.begin": "begin",
  "job.pause": "pause",
  "job.stop": "stop",
  "job.resume": "resume",
  "job.cancel": "cancel",
  "job.retry": "retry",
  "job.put_back": "putBack",
  "job.finish": "finish",
} as const;

function isJobAction(action: string): action is keyof typeof jobActions {
  return Object.hasOwn(jobActions, action);
}

/** A page's data is fetched when somebody goes there: a list of fifty would fetch a hundred. */
function Id({ id, href }: { id: string | null; href: string }) {
  return (
    <Link prefetch={false} href={href}>
      {/* Ids of blanks alone exist, and a link must show. */}
      <code>{id?.trim() === "" ? JSON.stringify(id) : id}</code>
    </Link>
  );
}
