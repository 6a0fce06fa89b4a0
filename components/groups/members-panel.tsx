import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import type { App } from "@/lib/shared/apps";
import type { Group } from "@/lib/shared/groups";
import { Panel } from "../ui/panel";
import { FindMember } from "./find-member";
import { MembersList } from "./members-list";

interface Props {
  app: App;
  group: Group;
  /** Counts the times that a person asked to read anew: what was done before that is past. */
  round: number;
}

/** The members with their unread numbers, and the way to set them. The address says whether only one is looked at. */
export function MembersPanel({ app, group, round }: Props) {
  const t = useTranslations("groups");
  const [{ member, unread, reason, ticket }, setAddress] = useAddress("member", "unread", "reason", "ticket");
  return (
    <Panel
      flush
      title={t("members.title")}
      // The number in a link was meant for the member in the link.
      aside={<FindMember member={member} onFind={(found) => setAddress({ member: found, ...(found !== member && { unread: "" }) })} />}
    >
      <MembersList key={member} app={app} group={group} round={round} member={member} defaults={{ unread, reason, ticket }} />
    </Panel>
  );
}
