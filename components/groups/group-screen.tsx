"use client";

import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { groupQueries } from "@/lib/client/groups";
import { rememberRecent } from "@/lib/client/recents";
import { useApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { RefreshIcon } from "../ui/icons";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { GroupFacts } from "./group-facts";
import { GroupHead } from "./group-head";
import { MembersPanel } from "./members-panel";
import { NoMemberList } from "./no-member-list";
import { UnknownGroup } from "./unknown-group";

const HistoryPanel = dynamic(() => import("../history/history-panel").then((module) => module.HistoryPanel), { ssr: false });

/** A group: what it is, who has how many unread in it, and what this console did there. */
export function GroupScreen({ groupId }: { groupId: string }) {
  const t = useTranslations();
  const app = useApp();
  const queryClient = useQueryClient();
  const { data: group, error, isPending, isFetching, refetch } = useQuery(groupQueries.facts(app.sdkAppId, groupId));
  const [round, setRound] = useState(0);
  const name = group?.name;
  useEffect(() => {
    if (name !== undefined) rememberRecent({ kind: "group", app: app.sdkAppId, id: groupId, name: name || null });
  }, [app.sdkAppId, groupId, name]);
  const [refreshing, setRefreshing] = useState(false);
  const refresh = async () => {
    setRefreshing(true);
    setRound(round + 1);
    await queryClient.invalidateQueries({ queryKey: ["groups", app.sdkAppId, groupId] });
    setRefreshing(false);
  };
  if (!group && error?.code === "group_not_found") return <UnknownGroup groupId={groupId} error={error} reading={isFetching} onRetry={() => void refetch()} />;
  return (
    <>
      <GroupHead groupId={groupId} group={group}>
        {group && (
          <Button variant="default" leftSection={<RefreshIcon />} loading={refreshing} onClick={() => void refresh()}>
            {t("common.refresh")}
          </Button>
        )}
      </GroupHead>
      <Panel label={t("groups.facts.title")}>
        {isPending && <Skeleton height={44} />}
        {error && <Problem error={error} />}
        {group ? (
          <GroupFacts group={group} />
        ) : (
          error && (
            <div>
              <Button variant="default" size="xs" loading={isFetching} onClick={() => void refetch()}>
                {t("common.tryAgain")}
              </Button>
            </div>
          )
        )}
      </Panel>
      {group && (group.type === "AVChatRoom" ? <NoMemberList /> : <MembersPanel key={`${app.sdkAppId}\n${groupId}`} app={app} group={group} round={round} />)}
      {group && <HistoryPanel app={app.sdkAppId} groupId={groupId} />}
    </>
  );
}
