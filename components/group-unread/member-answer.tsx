import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSetGroupUnread } from "@/lib/client/groups";
import type { App } from "@/lib/shared/apps";
import type { AppError } from "@/lib/shared/errors";
import { groupTypeName, type MemberUnread, type UnreadChange } from "@/lib/shared/groups";
import { ProtectionCheck, useProtection } from "../form/protection";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { ChangeResult } from "./change-result";
import { MemberFacts } from "./member-facts";
import { SetUnreadForm } from "./set-unread-form";

interface Props {
  app: App;
  groupId: string;
  userId: string;
  answer: UseQueryResult<MemberUnread, AppError>;
  /** The number the link asked for. */
  wanted: string;
  defaults: { ticket: string; reason: string };
}

/** One member's number in one group, and the form that sets it where the group keeps one. */
export function MemberAnswer({ app, groupId, userId, answer, wanted, defaults }: Props) {
  const t = useTranslations("groupUnread");
  const acts = useTranslations("acts");
  const setUnread = useSetGroupUnread(app.sdkAppId, groupId, userId);
  const protection = useProtection(false);
  const [done, setDone] = useState<UnreadChange>();
  // A number to put into the form, and a key that puts it there again.
  const [offered, setOffered] = useState<{ unread: number; times: number }>();
  const { data, error } = answer;
  if (!data) return <Panel>{error ? <Problem error={error} /> : <Skeleton height={150} />}</Panel>;
  const { group, member } = data;
  const current = member.unread.counted ? member.unread.value : null;
  return (
    <>
      <Panel title={group.name || t("facts.unnamed")}>
        <MemberFacts app={app} group={group} member={member} />
        {!group.countsUnread && (
          <Notice tone="bad" role="alert" title={t("refused.title", { type: groupTypeName(group.type) })}>
            <p>{t("refused.text")}</p>
          </Notice>
        )}
        {error && <Problem error={error} />}
      </Panel>
      {done && <ChangeResult change={done} onPutBack={(unread) => setOffered({ unread, times: (offered?.times ?? 0) + 1 })} />}
      {group.countsUnread && (
        <Panel title={t("set.form")}>
          <SetUnreadForm
            key={offered?.times ?? 0}
            current={current}
            messages={group.messages}
            defaultValues={{ unread: String(offered?.unread ?? (wanted === "" ? (current ?? "") : wanted)), ...defaults }}
            question={<ProtectionCheck protection={protection} account={userId} app={app.label} />}
            unanswered={protection.open ? acts("protection.first") : undefined}
            onSubmit={async (input) => {
              setDone(undefined);
              setDone(await protection.send((confirmed) => setUnread.mutateAsync({ ...input, ...confirmed })));
              protection.confirm(false);
            }}
          />
        </Panel>
      )}
    </>
  );
}
