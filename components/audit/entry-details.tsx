import { useFormatter, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useAddress } from "@/lib/client/address";
import { pageHref } from "@/lib/client/paths";
import type { AuditEntry } from "@/lib/shared/audit";
import { Role } from "@/lib/shared/roles";
import { PutBack } from "../history/put-back";
import { useConsole } from "../shell/console-context";
import { useRefusal } from "../shell/use-refusal";
import { CopyButton } from "../ui/copy-button";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";
import { LocalTime } from "../ui/local-time";
import classes from "./entry-details.module.css";
import { EntryRequest } from "./entry-request";

// The table of IM's codes weighs as much as all the rest of this.
const ImCodeMeaning = dynamic(() => import("./im-code-meaning").then((module) => module.ImCodeMeaning), { ssr: false });

/** All the record knows of one entry, and the way back where there is one. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const effects = useTranslations("effects");
  const box = useRef<HTMLDivElement>(null);
  const refusal = useRefusal("unread:write");
  const refusalId = useId();
  const [defaults] = useAddress("reason", "ticket");
  useEffect(() => {
    // Newer browsers answer a promise here, which must not be taken for the effect's end.
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box} className={classes.details}>
      <Facts items={useFacts(entry)} />
      {entry.outcome !== "ok" && <p>{t(`outcomeMeaning.${entry.outcome}`)}</p>}
      {entry.effect && <p>{effects(`${entry.effect}.meaning`)}</p>}
      {entry.imCode !== null && <ImCodeMeaning code={entry.imCode} />}
      <EntryRequest entry={entry} />
      {entry.reversible && (
        <div>
          <PutBack entry={entry} defaults={defaults} refusal={refusal} refusalId={refusalId} />
          {refusal && (
            <p id={refusalId} className={classes.quiet}>
              {refusal}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function useFacts(entry: AuditEntry): [string, ReactNode][] {
  const t = useTranslations("audit.facts");
  const roles = useTranslations("roles");
  const format = useFormatter();
  const { apps } = useConsole();
  const role = Role.safeParse(entry.role);
  const app = apps.find(({ sdkAppId }) => sdkAppId === entry.sdkAppId);
  const link = new URL(pageHref("/audit", { app: entry.sdkAppId, entry: entry.seq }), window.location.origin).href;
  const facts: [string, ReactNode | null][] = [
    [
      t("entry"),
      <span key="entry" className={classes.number}>
        {entry.seq} <CopyButton value={link} label={t("copyLink")} />
      </span>,
    ],
    [t("started"), <LocalTime key="started" at={entry.at} />],
    [t("finished"), entry.finishedAt ? <LocalTime key="finished" at={entry.finishedAt} /> : entry.outcome === "unknown" ? t("notRecorded") : null],
    [t("actor"), <bdi key="actor">{entry.actor}</bdi>],
    [t("role"), role.success ? roles(`${role.data}.name`) : entry.role],
    [t("app"), app ? `${app.label} (${app.sdkAppId})` : entry.sdkAppId],
    [t("action"), <code key="action">{entry.action}</code>],
    [t("account"), entry.account && <IdChip key="account" id={entry.account} />],
    [t("peer"), entry.peer && <IdChip key="peer" id={entry.peer} />],
    [t("group"), entry.groupId && <IdChip key="group" id={entry.groupId} />],
    [t("asked"), entry.asked === null ? null : format.number(entry.asked)],
    [t("error"), entry.errorCode && <code key="error">{entry.errorCode}</code>],
    [t("jobCounts"), entry.job?.counts ? Object.entries(entry.job.counts).map(([outcome, rows]) => `${outcome} ${format.number(rows)}`).join(", ") : null],
    [t("digest"), entry.job?.digest && <IdChip key="digest" id={entry.job.digest} />],
    [t("request"), <IdChip key="request" id={entry.requestId} />],
  ];
  return facts.filter(([, value]) => value !== null);
}
