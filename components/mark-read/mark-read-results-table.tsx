import { useTranslations } from "next-intl";
import type { MarkReadItem } from "@/lib/shared/unread";
import { ItemProblem } from "../shell/item-problem";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { IdChip } from "../ui/id-chip";
import table from "../ui/table.module.css";

/** The preview's table again, with what came of it. Only what was seen to change is green. */
export function MarkReadResultsTable({ results }: { results: MarkReadItem[] }) {
  const t = useTranslations();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("unread.table.peer")}</th>
          <th scope="col" className={table.number}>
            {t("markRead.done.change")}
          </th>
          <th scope="col">{t("markRead.done.effect")}</th>
          <th scope="col">{t("unread.table.note")}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((one) => (
          <tr key={one.peer} data-tone={"effect" in one && one.effect === "changed" ? "good" : undefined}>
            <th scope="row">
              <IdChip id={one.peer} />
            </th>
            <td className={table.number}>
              <Change before={one.before ?? null} after={"error" in one ? null : one.after} />
            </td>
            <td>
              <EffectBadge effect={"error" in one ? "failed" : one.effect} />
            </td>
            <td className={table.wide}>{"error" in one && <ItemProblem error={one.error} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
