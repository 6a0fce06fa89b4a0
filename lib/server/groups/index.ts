export { getGroup } from "./get-group";
export { getMemberUnread } from "./get-member-unread";
export { listMembers } from "./list-members";
export { putBack } from "./put-back";
export { setGroupUnread } from "./set-group-unread";
export { setMembersUnread } from "./set-members-unread";
