import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { App } from "@/lib/shared/apps";
import type { Group, MemberChange } from "@/lib/shared/groups";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { useSelection } from "../ui/use-selection";
import classes from "./members-list.module.css";
import { MembersCount } from "./members-count";
import { MembersTable } from "./members-table";
import { NotAMember } from "./not-a-member";
import { SetSummary } from "./set-summary";
import { useMembers } from "./use-members";

const SetMembersForm = dynamic(() => import("./set-members-form").then((module) => module.SetMembersForm), { ssr: false });

/** The route takes no more at once. */
const mostAtOnce = 100;

interface Props {
  app: App;
  group: Group;
  round: number;
  /** The only member to look at; empty: all. */
  member: string;
  defaults: { unread: string; reason: string; ticket: string };
}

/** Members in a table, some of them picked, and the form that sets their numbers. What was set stands in its row until it is read anew. */
export function MembersList({ app, group, round, member, defaults }: Props) {
  const t = useTranslations("groups.members");
  const common = useTranslations("common");
  const refusal = useRefusal("unread:write");
  const { members, error, reading, retry, more, readingMore } = useMembers(app.sdkAppId, group.groupId, member);
  const selection = useSelection(member === "" ? [] : [member]);
  const [setting, setSetting] = useState(defaults.unread !== "" && member !== "");
  const [done, setDone] = useState<{ round: number; results: MemberChange[] }>();
  const results = done?.round === round ? done.results : [];
  const picked = (members ?? []).filter(({ userId }) => selection.has(userId));
  const unfit = () => {
    if (picked.length === 0) return t("selectFirst");
    return picked.length > mostAtOnce ? t("tooMany", { most: mostAtOnce }) : undefined;
  };
  const blocked = refusal ?? unfit();
  if (!members) {
    if (member !== "" && error?.code === "member_not_found") return <NotAMember member={member} />;
    return (
      <div className={classes.inset}>
        {!error && <Skeleton height={160} />}
        {error && <Problem error={error} />}
        {error && (
          <div>
            <Button variant="default" size="xs" loading={reading} onClick={retry}>
              {common("tryAgain")}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <>
      <div className={classes.bar}>
        <div className={classes.line}>
          <output>{member === "" && <MembersCount shown={members.length} all={group.memberCount} />}</output>
          {members.some(({ unread }) => unread.counted && unread.source === "derived") && <span>{t("derived")}</span>}
        </div>
        {group.countsUnread && !setting && (
          <div className={classes.act}>
            {blocked && (
              <span className={classes.note} id="set-members-blocked">
                {blocked}
              </span>
            )}
            <Button size="xs" disabled={blocked !== undefined} {...(blocked && { "aria-describedby": "set-members-blocked" })} onClick={() => setSetting(true)}>
              {t("set", { count: picked.length })}
            </Button>
          </div>
        )}
      </div>
      {group.countsUnread && setting && (
        <SetMembersForm
          app={app}
          group={group}
          members={picked}
          blocked={blocked}
          defaults={defaults}
          onDone={(changed) => {
            setDone({ round, results: changed });
            // The next number is hardly meant for the same members; who failed may be tried again.
            if (member === "") selection.replace(changed.filter((one) => "error" in one).map(({ userId }) => userId));
            setSetting(false);
          }}
          onClose={() => setSetting(false)}
        />
      )}
      {results.length > 0 && !setting && <SetSummary results={results} />}
      {members.length === 0 ? <EmptyState title={t("none")} /> : <MembersTable group={group} members={members} results={results} fresh={!error} selection={group.countsUnread ? selection : undefined} />}
      {error && (
        <div className={classes.inset}>
          <Problem error={error} />
        </div>
      )}
      {more && (
        <div className={classes.more}>
          <Button variant="default" loading={readingMore} onClick={error ? retry : more}>
            {error ? common("tryAgain") : t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
