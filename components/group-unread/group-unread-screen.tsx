"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useAddress } from "@/lib/client/address";
import { groupQueries } from "@/lib/client/groups";
import { writeId } from "../form/values";
import { useApp } from "../shell/console-context";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { FindMemberForm } from "./find-member-form";

const MemberAnswer = dynamic(() => import("./member-answer").then((module) => module.MemberAnswer), { loading: () => <Skeleton height={240} /> });

/** Find the member, see the number, set it. The address says whom. */
export function GroupUnreadScreen() {
  const t = useTranslations("groupUnread");
  const app = useApp();
  const queryClient = useQueryClient();
  const [{ group, member, unread, ticket, reason }, setAddress] = useAddress("group", "member", "unread", "ticket", "reason");
  const asked = group !== "" && member !== "";
  const answer = useQuery({ ...groupQueries.member(app.sdkAppId, group, member), enabled: asked });
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel>
        <FindMemberForm
          key={`${group}\n${member}`}
          defaultValues={{ group: writeId(group), member: writeId(member) }}
          onSubmit={async (values) => {
            const same = values.group === group && values.member === member;
            // The number in the link was meant for the member in the link.
            setAddress({ ...values, ...(!same && { unread: "" }) });
            if (same) await queryClient.invalidateQueries({ queryKey: groupQueries.member(app.sdkAppId, group, member).queryKey });
          }}
        />
      </Panel>
      {asked && <MemberAnswer key={JSON.stringify([app.sdkAppId, group, member])} app={app} groupId={group} userId={member} answer={answer} wanted={unread} defaults={{ ticket, reason }} />}
    </>
  );
}
