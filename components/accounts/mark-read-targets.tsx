import { VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Change } from "../ui/change";
import table from "../ui/table.module.css";
import classes from "./mark-read-targets.module.css";
import { PeerName } from "./peer-name";

/** A conversation that is to be marked read. `unread` is `null` where it is not known. */
export interface MarkReadTarget {
  peer: string;
  nick: string | null;
  unread: number | null;
}

/** Exactly what would be sent: one line per conversation, `12 → 0`, or `12 → ≤ 12` where newer messages stay unread. */
export function MarkReadTargets({ targets, bounded }: { targets: MarkReadTarget[]; bounded: boolean }) {
  const t = useTranslations();
  const sum = targets.reduce<number | null>((all, { unread }) => (all === null || unread === null ? null : all + unread), 0);
  return (
    <div>
      {/* A long list has to scroll by the arrow keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.list} tabIndex={0} aria-label={t("acts.markRead.list")}>
        {targets.length > 1 && (
          <p className={classes.all}>
            {t("acts.markRead.together")} <Change before={sum} after={bounded ? sum : 0} atMost={bounded && sum !== null && sum > 0} />
          </p>
        )}
        <table className={table.table}>
          <VisuallyHidden component="thead">
            <tr>
              <th scope="col">{t("unread.table.peer")}</th>
              <th scope="col">{t("markRead.check.change")}</th>
            </tr>
          </VisuallyHidden>
          <tbody>
            {targets.map(({ peer, nick, unread }) => (
              <tr key={peer}>
                <th scope="row">
                  <PeerName peer={peer} nick={nick} copy={false} />
                </th>
                <td className={table.number}>
                  {unread === 0 && <span className={table.quiet}>{t("markRead.check.already")} · </span>}
                  <Change before={unread} after={bounded ? unread : 0} atMost={bounded && unread !== null && unread > 0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
