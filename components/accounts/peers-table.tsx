import { Button, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ItemError, MarkReadItem } from "@/lib/shared/unread";
import { ItemProblem } from "../shell/item-problem";
import { Amount, Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import table from "../ui/table.module.css";
import type { MarkReadTarget } from "./mark-read-targets";
import { PeerName } from "./peer-name";

export interface PeerRow extends MarkReadTarget {
  /** Why there is no number. */
  error?: ItemError | undefined;
  note?: string | undefined;
}

/** What marking read did, by peer, and when, by this browser's clock. */
export type PeerResults = ReadonlyMap<string, { item: MarkReadItem; at: number }>;

interface Props {
  caption: string;
  rows: PeerRow[];
  results?: PeerResults | undefined;
  /** Why nothing can be marked read, as the element of that id says. */
  blockedBy?: string | undefined;
  onMarkRead: (targets: MarkReadTarget[]) => void;
}

/** Conversations outside the account's list, each with its number or why there is none, and after an act with what it did. */
export function PeersTable({ caption, rows, results, blockedBy, onMarkRead }: Props) {
  const t = useTranslations();
  return (
    <table className={table.table}>
      <VisuallyHidden component="caption">{caption}</VisuallyHidden>
      <thead>
        <tr>
          <th scope="col">{t("unread.table.peer")}</th>
          <th scope="col" className={table.number}>
            {t("unread.table.unread")}
          </th>
          <th scope="col">{t("unread.table.note")}</th>
          <th scope="col">
            <VisuallyHidden>{t("acts.action")}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ peer, nick, unread, error, note }) => {
          const result = results?.get(peer)?.item;
          const now = result && "effect" in result ? result.after : unread;
          return (
            <tr key={peer} data-tone={result && "effect" in result && result.effect === "changed" ? "good" : undefined}>
              <th scope="row">
                <PeerName peer={peer} nick={nick} />
              </th>
              <td className={table.number}>{result ? <Change before={result.before ?? null} after={now} /> : <span className={unread === 0 ? table.quiet : table.strong}>{<Amount value={unread} />}</span>}</td>
              <td>
                {result && <EffectBadge effect={"effect" in result ? result.effect : "failed"} />}
                {result && "error" in result && <ItemProblem error={result.error} />}
                {!result && error && <ItemProblem error={error} />}
                {!result && note && <span className={table.quiet}>{note}</span>}
              </td>
              <td className={table.number}>
                {now !== 0 && (
                  <Button size="compact-sm" variant="default" disabled={blockedBy !== undefined} aria-describedby={blockedBy} onClick={() => onMarkRead([{ peer, nick, unread: now }])}>
                    {t("acts.markOne")}
                    <VisuallyHidden> {peer}</VisuallyHidden>
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Of the results those that came between the two moments. */
export function resultsBetween(results: PeerResults, from: number, to = Number.POSITIVE_INFINITY): PeerResults {
  return new Map([...results].filter(([, { at }]) => at > from && at < to));
}

/** The rows that still have something unread, as they would be marked read together. */
export function unreadTargets(rows: PeerRow[], results: PeerResults | undefined): MarkReadTarget[] {
  return rows.flatMap(({ peer, nick, unread }) => {
    const result = results?.get(peer)?.item;
    const now = result && "effect" in result ? result.after : unread;
    return now !== null && now > 0 ? [{ peer, nick, unread: now }] : [];
  });
}
