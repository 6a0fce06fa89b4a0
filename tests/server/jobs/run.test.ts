import { countsOf, describe, expect, runWhole, test } from "./fixture";

describe("a whole run", () => {
  test("sets every member's number, says what that did, and the counts add up to the file", async ({ operator, sandbox, worker: _worker }) => {
    sandbox.addGroup({ groupId: "team", type: "Public", members: ["ann", "bob", "cid"], messages: 9 });
    sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: ["ann"], messages: 9 });
    const job = await runWhole(operator, "set_group_unread", "GroupId,Member_Account,UnreadMsgNum\nteam,ann,3\nteam,bob,50\nteam,cid,0\nteam,eve,1\nstandup,ann,1\ngone,ann,1\nteam,,1\n");
    expect(countsOf(job.check)).toEqual({ changed: 1, clamped: 1, unchanged: 1, failed: 2, refused: 2 });
    expect(countsOf(job.run)).toEqual({ changed: 1, clamped: 1, unchanged: 1, failed: 2, refused: 2 });
    expect(job).toMatchObject({ rows: 7, usable: 6, problems: 1, run: { done: 7 } });
    expect(sandbox.truth("ann").groups.find(({ groupId }) => groupId === "team")?.unread).toBe(3);
  });
});
