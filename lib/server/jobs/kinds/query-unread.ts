import "server-only";
import { batchSizes } from "../../im/limits";
import { userIdProblem } from "./cells";
import type { JobKind } from "./kind";
import { readConversations } from "./read-conversations";

/** A report of one-to-one unread numbers: of a conversation where the row names a peer, else of the account in all. Changes nothing. (doc 41046) */
export const queryUnread: JobKind = {
  name: "query_unread",
  columns: [
    { name: "To_Account", required: true, aliases: ["Account", "UserId", "User", "Report_Account", "账号", "用户ID"], problemOf: userIdProblem },
    { name: "Peer_Account", required: false, aliases: ["Peer", "From_Account", "对方账号"], problemOf: userIdProblem },
  ],
  examples: [
    ["crowded", ""],
    ["dramon1", "dramon2"],
  ],
  reversible: false,
  firesWebhook: false,
  reads: { command: "openim/get_c2c_unread_msg_num", rowsPerCall: batchSizes.peers },
  toTarget: ({ To_Account = "", Peer_Account = "" }) => ({ key: To_Account, item: Peer_Account, asked: null, upTo: null }),
  accountOf: ({ key }) => key,
  read: readConversations,
};
