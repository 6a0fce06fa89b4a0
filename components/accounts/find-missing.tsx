import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { useMissingSearch, type MissingFinds } from "@/lib/client/missing";
import type { App } from "@/lib/shared/apps";
import { missingCalls } from "@/lib/shared/missing";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import classes from "./find-missing.module.css";
import type { MarkReadTarget } from "./mark-read-targets";
import { MissingEnd } from "./missing-end";
import { MissingNow } from "./missing-now";
import { PeersTable, resultsBetween, unreadTargets, type PeerResults } from "./peers-table";

interface Props {
  app: App;
  account: string;
  /** Peers on screen already; they are not asked about again. */
  known: string[];
  /** How many unread messages are unexplained. */
  missing: number;
  /** Whether what was found holds all of it still. */
  covered?: boolean;
  /** Begins without a click of its own, and anew whenever the number grows: how often a click elsewhere has asked for it. */
  start?: number;
  /** What marking read has done to some of the found ones. */
  results?: PeerResults;
  onChange: (finds: MissingFinds) => void;
  onMarkRead: (targets: MarkReadTarget[]) => void;
}

/** Looks for the conversations behind the unexplained part of a total, and shows how far it is, what it found and how it ended. */
export function FindMissing({ app, account, known, missing, covered = false, start = 0, results, onChange, onMarkRead }: Props) {
  const t = useTranslations("acts.missing");
  const refusal = useRefusal("unread:write");
  const search = useMissingSearch(app.sdkAppId, account, onChange);
  const { progress, running, error } = search;
  const begin = () => search.start({ known: known.slice(0, 1000), missing });
  const beginAsked = useEffectEvent(begin);
  useEffect(() => {
    if (start > 0) beginAsked();
  }, [start]);
  const rows = progress?.found ?? [];
  // What an earlier act did to a conversation is older than what has been found there.
  const done = results && resultsBetween(results, search.startedAt);
  const left = unreadTargets(rows, done);
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
          missing > 0 &&
          !covered && (
            <Button variant={progress ? "default" : "filled"} onClick={begin}>
              {progress ? t("again") : t("start", { missing })}
            </Button>
          )
        )}
        {end === "limit" && progress?.line?.next !== undefined && <Button onClick={search.goOn}>{t("goOn")}</Button>}
        {progress ? <MissingNow progress={progress} running={running} /> : <span className={classes.quiet}>{t("readsOnly", { calls: missingCalls })}</span>}
      </div>
      {error && !running && <Problem error={error} />}
      {/* Said when it changes: each find, and the end. */}
      <output>{progress && end && !(end === "explained" && missing > 0 && !covered) && <MissingEnd end={end} progress={progress} />}</output>
      {rows.length > 0 && (
        <>
          <div className={classes.rows}>
            <PeersTable caption={t("found")} rows={rows} results={done} blockedBy={refusal && "missing-refusal"} onMarkRead={onMarkRead} />
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
