export { setGroupUnread } from "./set-group-unread";
export { markRead } from "./mark-read";
export { queryUnread } from "./query-unread";
