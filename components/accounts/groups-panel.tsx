import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import type { PictureReading } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import type { Picture } from "@/lib/shared/picture";
import { Check } from "../ui/check";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { countOf, groupRows, isQuietGroup, type GroupRow } from "./group-rows";
import { GroupsTable } from "./groups-table";
import { SetUnreadInline } from "./lazy";
import { PartProblem } from "./part-problem";
import { RawButton, rawCommands } from "./raw-button";
import classes from "./rows.module.css";
import type { Acts } from "./use-acts";

interface Props {
  app: App;
  account: string;
  reading: PictureReading;
  since: Picture | undefined;
  acts: Acts;
  refusal: string | undefined;
}

/** The account's groups, and the way to set its number in one. */
export function GroupsPanel({ app, account, reading: { known, picture, readAt, reading, waiting, refresh }, since, acts, refusal }: Props) {
  const t = useTranslations("account.groups");
  const [{ groups: wanted, reason, ticket }, setAddress] = useAddress("groups", "reason", "ticket");
  const part = known?.groups;
  const list = part?.ok ? part.value : [];
  const rows = groupRows({ list, since, changes: acts.changes, fresh: readAt > acts.at });
  const loud = rows.filter((row) => !isQuietGroup(row) || row.groupId === acts.setting?.groupId);
  const onlyUnread = wanted === "unread";
  const shown = onlyUnread ? loud : rows;
  const unread = rows.filter((row) => (countOf(row) ?? 0) > 0).length;
  const unknown = rows.filter((row) => row.unread === null).length;

  function below(row: GroupRow) {
    if (acts.setting?.groupId !== row.groupId) return null;
    return (
      <SetUnreadInline
        key={acts.setting.offered}
        app={app}
        account={account}
        group={row}
        isProtected={picture?.protected === true}
        defaults={{ reason, ticket }}
        offered={acts.setting.offered}
        onDone={(change) => acts.changed(row.groupId, change)}
        onClose={acts.close}
      />
    );
  }

  return (
    <Panel
      flush
      title={t("title")}
      aside={
        rows.length > 0 && (
          <Check checked={onlyUnread} onChange={(on) => setAddress({ groups: on ? "unread" : "" })}>
            {t("only")}
          </Check>
        )
      }
    >
      <div className={classes.line}>
        {part?.ok && (
          <output>
            {t("count", { count: list.length, unread })}
            {unknown > 0 && ` · ${t("unknown", { count: unknown })}`}
          </output>
        )}{" "}
        <RawButton answers={known?.answers ?? []} command={rawCommands.groups} about={t("title")} />
      </div>
      <div className={part?.ok ? undefined : classes.inset}>
        {!part && (waiting ? <Skeleton height={160} /> : <EmptyState title={t("failed")} />)}
        {part && !part.ok && <PartProblem error={part.error} reading={reading} onRetry={refresh} />}
        {part?.ok && rows.length === 0 && <EmptyState title={t("empty")} />}
        {part?.ok && rows.length > 0 && shown.length === 0 && <EmptyState title={t("nothingUnread")} />}
      </div>
      {shown.length > 0 && <GroupsTable rows={shown} refusal={refusal} onSet={({ groupId }) => (acts.setting?.groupId === groupId ? acts.close() : acts.set(groupId))} below={below} />}
      {rows.length > shown.length && (
        <div className={classes.more}>
          <Button variant="subtle" color="gray" size="compact-sm" fw={400} onClick={() => setAddress({ groups: "" })}>
            {t("hidden", { count: rows.length - shown.length })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
