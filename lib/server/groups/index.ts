export { getGroup } from "./get-group";
export { getMemberUnread } from "./get-member-unread";
export { listMembers } from "./list-members";
export { setGroupUnread } from "./set-group-unread";
