import "server-only";
import { batchSizes } from "../../im/limits";
import { setMessagesRead } from "../../im/openim";
import { describeRead } from "../../unread/describe-read";
import { peerError } from "../../unread/not-found";
import { readTime, timeProblem, userIdProblem } from "./cells";
import type { JobKind } from "./kind";
import { readConversations } from "./read-conversations";

/**
 * Marks one-to-one conversations read, wholly or up to a time. Cannot be undone, and fires the app's read webhook once a row, for
 * conversations with nothing unread too: that is what makes devices drop a badge that stands without a reason. (doc 38996)
 */
export const markRead: JobKind = {
  name: "mark_read",
  columns: [
    { name: "Report_Account", required: true, aliases: ["Account", "UserId", "User", "To_Account", "账号", "用户ID"], problemOf: userIdProblem },
    { name: "Peer_Account", required: true, aliases: ["Peer", "From_Account", "对方账号"], problemOf: userIdProblem },
    { name: "MsgReadTime", required: false, aliases: ["ReadTime", "UpTo", "已读时间"], problemOf: timeProblem },
  ],
  examples: [
    ["dramon1", "dramon2", ""],
    ["dramon1", "teacher", "2026-11-20T16:10:14+08:00"],
  ],
  reversible: false,
  firesWebhook: true,
  reads: { command: "openim/get_c2c_unread_msg_num", rowsPerCall: batchSizes.peers },
  toTarget: ({ Report_Account = "", Peer_Account = "", MsgReadTime = "" }) => ({ key: Report_Account, item: Peer_Account, asked: null, upTo: MsgReadTime === "" ? null : readTime(MsgReadTime) }),
  accountOf: ({ key }) => key,
  read: readConversations,

  write: {
    command: "openim/admin_set_msg_read",
    async execute({ im, options }, { key, item, upTo }) {
      await setMessagesRead(im, { account: key, peer: item, ...(upTo !== null && { upTo: new Date(upTo * 1000) }) }, options).catch((error: unknown) => {
        // The account answered a moment ago: whom the write does not know is the peer.
        throw peerError(error, 90003, 90008);
      });
    },
    // How much of it is older than a time, only IM knows.
    foresee: ({ upTo }, { value }) => (value > 0 && upTo !== null ? null : 0),
    describe: describeRead,
  },
};
