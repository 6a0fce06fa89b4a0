import { useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref } from "@/lib/client/paths";
import type { Member, MemberChange } from "@/lib/shared/groups";
import { RowNumber } from "../accounts/row-number";
import { useChosenApp } from "../shell/console-context";
import { ItemProblem } from "../shell/item-problem";
import { Badge } from "../ui/badge";
import { Check } from "../ui/check";
import { CopyButton } from "../ui/copy-button";
import { EffectBadge } from "../ui/effect-badge";
import { ShortTime } from "../ui/short-time";
import table from "../ui/table.module.css";
import type { Selection } from "../ui/use-selection";
import classes from "./member-row.module.css";

interface Props {
  member: Member;
  change: MemberChange | undefined;
  /** Whether the member was read after the change. */
  fresh: boolean;
  selection: Selection | undefined;
}

const roles = ["Owner", "Admin", "Member", "unknown"] as const;

/** One member. Green only when the number was changed and read back. */
export function MemberRow({ member, change, fresh, selection }: Props) {
  const t = useTranslations();
  const { wanted } = useChosenApp();
  const { userId, nameCard, joinedAt, muted } = member;
  const role = roles.find((known) => known === member.role);
  return (
    <tr className={classes.row} data-tone={change && "effect" in change && change.effect === "changed" ? "good" : undefined}>
      {selection && (
        <td className={table.check}>
          <Check aria-label={t("groups.table.select", { member: userId })} checked={selection.has(userId)} onChange={(on) => selection.toggle(userId, on)} />
        </td>
      )}
      <th scope="row">
        <span className={classes.member}>
          <Link className={classes.id} href={accountHref(userId, wanted)} prefetch={false}>
            {userId}
          </Link>
          <CopyButton value={userId} label={t("common.copyId", { id: userId })} />
          {nameCard && <bdi className={classes.card}>{nameCard}</bdi>}
        </span>
      </th>
      <td className={table.number}>
        <Unread member={member} change={change} fresh={fresh} />
      </td>
      <td className={`${table.quiet} ${classes.role}`}>{role ? t(`groups.roles.${role}`) : member.role}</td>
      <td className={table.quiet}>{joinedAt && <ShortTime at={joinedAt} />}</td>
      <td className={classes.note}>
        {muted && <Badge title={t("groups.table.mutedHint")}>{t("groups.table.muted")}</Badge>}
        {member.unread.counted && member.unread.source === "reported" && <Badge title={t("groupUnread.source.reportedHint")}>{t("groupUnread.source.reported")}</Badge>}
        {change && <EffectBadge effect={"error" in change ? "failed" : change.effect} />}
        {change && "error" in change && <ItemProblem error={change.error} />}
        {change && "asked" in change && change.asked !== change.after && <span className={table.quiet}>{t("groupUnread.done.asked", { asked: change.asked })}</span>}
      </td>
    </tr>
  );
}

function Unread({ member: { unread }, change, fresh }: Pick<Props, "member" | "change" | "fresh">) {
  const t = useTranslations("groupUnread.facts");
  const changed = change && "effect" in change ? change : undefined;
  const value = unread.counted ? unread.value : null;
  if (value === null && !changed) return <span className={table.quiet}>{t("notCounted")}</span>;
  return (
    <>
      {/* Near, not exact: messages that do not count take a number too. */}
      {!changed && unread.counted && unread.source === "derived" && unread.value > 0 && <span className={table.quiet}>≈ </span>}
      <RowNumber unread={changed && !fresh ? changed.after : value} change={changed} />
    </>
  );
}
