export { getPeersUnread } from "./get-peers-unread";
export { getUnreadTotal } from "./get-total";
export { markRead } from "./mark-read";
