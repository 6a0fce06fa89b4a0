import { ok, Refusal } from "../answer";
import { requireInteger, requireText } from "../fields";
import { setUnread } from "../store/group-unread";
import { countsUnread } from "../store/groups";
import { requireGroup } from "./group-common";
import type { Commands } from "./registry";

export const groupUnreadCommands = {
  /**
   * Sets one member's unread number, silently clamped to the group's message count. OK without any effect where unread is not
   * counted. No webhook. Someone who is no member: 10007. (doc 34909)
   */
  "group_open_http_svc/set_unread_msg_num": (state, body) => {
    const userId = requireText(body, "Member_Account", 10004);
    const unread = requireInteger(body, "UnreadMsgNum", 10004);
    const group = requireGroup(state, body);
    if (!countsUnread(state, group)) return ok();
    const member = group.members.get(userId);
    if (!member) throw new Refusal(10007, "Member_Account is not a member of the group");
    setUnread(group, member, unread);
    return ok();
  },
} satisfies Commands;
