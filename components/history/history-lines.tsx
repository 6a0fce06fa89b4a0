import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useId } from "react";
import { useAddress } from "@/lib/client/address";
import { AuditItem } from "../audit/audit-list";
import list from "../audit/audit-list.module.css";
import { useRefusal } from "../shell/use-refusal";
import { Skeleton } from "../ui/skeleton";
import classes from "./history-panel.module.css";
import type { HistoryLine } from "./merge-history";

// Most accounts have nothing that could be put back, and were never touched by a job.
const PutBack = dynamic(() => import("./put-back").then((module) => module.PutBack), { ssr: false });
const JobActLine = dynamic(() => import("./job-act-line").then((module) => module.JobActLine), { ssr: false, loading: () => <Skeleton height={41} /> });

/** What was done, line by line; a group's number that was set by hand can be put back from its line. */
export function HistoryLines({ app, lines }: { app: string; lines: HistoryLine[] }) {
  const t = useTranslations("history");
  const refusal = useRefusal("unread:write");
  const [defaults] = useAddress("reason", "ticket");
  const noteId = useId();
  return (
    <>
      {refusal && lines.some(({ entry }) => entry?.reversible) && (
        <p className={classes.note} id={noteId}>
          {t("putBack.refusal", { refusal })}
        </p>
      )}
      <ol aria-label={t("title")}>
        {lines.map(({ key, entry, act }) =>
          entry ? (
            <AuditItem key={key} entry={entry} renderBelow={() => entry.reversible && <PutBack entry={entry} defaults={defaults} refusal={refusal} refusalId={noteId} />} />
          ) : (
            <li key={key} className={list.entry}>
              <JobActLine app={app} act={act} />
            </li>
          ),
        )}
      </ol>
    </>
  );
}
