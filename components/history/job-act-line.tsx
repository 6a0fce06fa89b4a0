import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { accountHref, groupHref, jobHref } from "@/lib/client/paths";
import type { JobAct } from "@/lib/shared/job-acts";
import classes from "../audit/audit-list.module.css";
import { useRefusal } from "../shell/use-refusal";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { LocalTime } from "../ui/local-time";

/** What a job's row did: “Job 57, row 4,102, set …: 12 → 0”. It leads to the row for those who may see jobs. */
export function JobActLine({ app, act }: { app: string; act: JobAct }) {
  const t = useTranslations("jobs.run");
  const audit = useTranslations("audit");
  const mayNotSee = useRefusal("jobs:run") !== undefined;
  const { jobId, row, kind, actor, reason, ticket, account, peer, groupId, asked, outcome, before, after, code } = act;
  const effect = outcome === "read" || outcome === "refused" || outcome === "pending" ? undefined : outcome;
  const happened = outcome !== "failed" && outcome !== "refused";
  const link = (key: string, href: string) => (words: ReactNode) => (mayNotSee ? words : <JobLink key={key} href={href} words={words} />);
  const sentence = kind === "mark_read" ? (happened ? "markRead" : "markReadTried") : happened ? "setUnread" : "setUnreadTried";
  return (
    <div className={classes.text}>
      <p className={classes.sentence}>
        {t.rich(`history.${sentence}`, {
          id: String(jobId),
          row,
          job: link("job", jobHref(jobId, app)),
          line: link("line", jobHref(jobId, app, { row })),
          account: idLink("account", account, accountHref(account ?? "", app)),
          peer: idLink("peer", peer, accountHref(peer ?? "", app)),
          group: idLink("group", groupId, groupHref(groupId ?? "", app)),
        })}{" "}
        {happened && <Change before={before} after={after} />} {effect && <EffectBadge effect={effect} />} {code !== null && <code>{code}</code>}
      </p>
      <p className={classes.details}>
        <LocalTime at={act.at} />
        <span>{t("history.by", { who: actor })}</span>
        {reason && <bdi>{audit("because", { reason })}</bdi>}
        {ticket && <bdi>{audit("ticket", { ticket })}</bdi>}
        {asked !== null && asked !== after && <span>{audit("asked", { asked })}</span>}
      </p>
    </div>
  );
}

const idLink = (key: string, shown: string | null, href: string) => (): ReactNode => <Id key={key} id={shown ?? ""} href={href} />;

function JobLink({ href, words }: { href: string; words: ReactNode }) {
  return (
    <Link prefetch={false} href={href}>
      {words}
    </Link>
  );
}

function Id({ id, href }: { id: string; href: string }) {
  return (
    <Link prefetch={false} href={href}>
      {/* Ids of blanks alone exist, and a link must show. */}
      <code>{id.trim() === "" ? JSON.stringify(id) : id}</code>
    </Link>
  );
}
