import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useMissingSearch } from "@/lib/client/missing";
import type { App } from "@/lib/shared/apps";
import { missingCalls, type FoundConversation } from "@/lib/shared/missing";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import classes from "./find-missing.module.css";
import type { MarkReadTarget } from "./mark-read-targets";
import { MissingEnd } from "./missing-end";
import { MissingNow } from "./missing-now";
import { PeersTable, unreadTargets, type PeerResults } from "./peers-table";

interface Props {
  app: App;
  account: string;
  /** Peers on screen already; they are not asked about again. */
  known: string[];
  /** How many unread messages are unexplained. */
  missing: number;
  /** Begins without waiting for a click, where a click has led here. */
  start?: boolean;
  /** What marking read has done to some of the found ones. */
  results?: PeerResults;
  /** Everything found so far, whenever that grows. */
  onFound: (found: FoundConversation[]) => void;
  onMarkRead: (targets: MarkReadTarget[]) => void;
}

/** Looks for the conversations behind the unexplained part of a total, and shows how far it is, what it found and how it ended. */
export function FindMissing({ app, account, known, missing, start = false, results, onFound, onMarkRead }: Props) {
  const t = useTranslations("acts.missing");
  const refusal = useRefusal("unread:write");
  const search = useMissingSearch(app.sdkAppId, account, onFound);
  const { progress, running, error } = search;
  const begin = () => search.start({ known: known.slice(0, 1000), missing });
  const atOnce = useRef(start ? begin : undefined);
  useEffect(() => atOnce.current?.(), []);
  const rows = progress?.found ?? [];
  const left = unreadTargets(rows, results);
  const end = running ? undefined : search.stopped ? "stopped" : error ? undefined : progress?.line?.end;
  return (
    <section className={classes.search} aria-label={t("label")}>
      <div className={classes.line}>
        {running ? (
          // It stands where the button was that started the search; a double click there is no wish to stop.
          <Button variant="default" onClick={(event) => event.detail < 2 && search.stop()}>
            {t("stop")}
          </Button>
        ) : (
          end !== "explained" &&
          missing > 0 && (
            <Button variant={progress ? "default" : "filled"} onClick={begin}>
              {progress ? t("again") : t("start", { missing })}
            </Button>
          )
        )}
        {end === "limit" && <Button onClick={search.goOn}>{t("goOn")}</Button>}
        {progress ? <MissingNow progress={progress} running={running} /> : <span className={classes.quiet}>{t("readsOnly", { calls: missingCalls })}</span>}
      </div>
      {error && !running && <Problem error={error} />}
      {/* Said when it changes: each find, and the end. */}
      <output>{progress && end && <MissingEnd end={end} progress={progress} />}</output>
      {rows.length > 0 && (
        <>
          <div className={classes.rows}>
            <PeersTable caption={t("found")} rows={rows} results={results} blockedBy={refusal && "missing-refusal"} onMarkRead={onMarkRead} />
          </div>
          <div className={classes.line}>
            {left.length > 1 && (
              <Button disabled={refusal !== undefined} onClick={() => onMarkRead(left)} {...(refusal && { "aria-describedby": "missing-refusal" })}>
                {t("markAll", { count: left.length })}
              </Button>
            )}
            {refusal && (
              <span id="missing-refusal" className={classes.quiet}>
                {refusal}
              </span>
            )}
          </div>
        </>
      )}
    </section>
  );
}
