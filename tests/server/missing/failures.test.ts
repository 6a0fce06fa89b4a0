import { sql } from "drizzle-orm";
import { findMissing } from "@/lib/server/missing";
import type { MissingLine } from "@/lib/shared/missing";
import { describe, expect, test } from "@/tests/support/context";
import { groupInfo, joined, many, mark, marks, memberPages, read, record, search, totalCalls } from "./search";

describe("a source that cannot be read", () => {
  test.for([[marks, 51013], [marks, 50004]] as const)("is named, and the others are searched: %s %i", async ([command, code], { ctx, sandbox }) => {
    sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["alice", "bob"] }], unread: [{ to: "alice", from: "bob", count: 2 }] });
    sandbox.faults([{ command, rate: 1, kind: "code", code }]);
    expect(await search(ctx, { userId: "alice" })).toMatchObject({ found: { bob: 2 }, last: { end: "exhausted", failed: ["marks"] } });
  });

  test("may be the groups", async ({ ctx, sandbox }) => {
    sandbox.arrange({ unread: [{ to: "alice", from: "bob", count: 2 }] });
    await mark(ctx, "alice", ["bob"]);
    for (const command of [joined, groupInfo]) {
      sandbox.addGroup({ groupId: "g", type: "Public", members: ["alice", "carol"] });
      sandbox.faults([{ command, rate: 1, kind: "code", code: 10004 }]);
      expect(await search(ctx, { userId: "alice" }), command).toMatchObject({ found: { bob: 2 }, last: { end: "exhausted", failed: ["groups"] } });
    }
  });

  test("may be one group among many", async ({ answering }) => {
    const ctx = await answering((command, body) => {
      const groups = ["gone", "fine"].map((GroupId) => ({ GroupId, Type: "Public", MemberNum: 3 }));
      if (command === joined) return { ErrorCode: 0, TotalCount: 2, GroupIdList: groups };
      if (command === groupInfo) return { ErrorCode: 0, GroupInfo: [{ GroupId: "gone", ErrorCode: 10010, ErrorInfo: "" }, { GroupId: "fine", ErrorCode: 0, MemberList: ["alice", "bob", "carol"].map((Member_Account) => ({ Member_Account })) }] };
      return { ErrorCode: 0, CompleteFlag: 1, AllC2CUnreadMsgNum: 9, C2CUnreadMsgNumList: ((body.Peer_Account ?? []) as string[]).map((Peer_Account) => ({ Peer_Account, C2CUnreadMsgNum: Peer_Account === "carol" ? 4 : 0 })) };
    });
    expect(await search(ctx, { userId: "alice" })).toMatchObject({ found: { carol: 4 }, last: { end: "exhausted", checked: 2, failed: ["groups"] } });
  });

  test("may be the record", async ({ ctx, db, sandbox, logged }) => {
    sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["alice", "bob"] }], unread: [{ to: "alice", from: "bob", count: 2 }] });
    await db.execute(sql`alter table audit_events rename to elsewhere`);
    try {
      expect(await search(ctx, { userId: "alice" })).toMatchObject({ found: { bob: 2 }, last: { end: "exhausted", failed: ["changes"] } });
    } finally {
      await db.execute(sql`alter table elsewhere rename to audit_events`);
    }
    expect(logged.join("")).toContain("unforeseen error");
  });

  test("may be a ten of its candidates, which is not counted as checked", async ({ ctx, sandbox }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["alice", ...many(30, "m")] });
    const im = ctx.im.with({
      onAnswer: ({ command }) => {
        if (command === groupInfo) sandbox.faults([{ command: read, rate: 1, kind: "code", code: 90001, times: 1 }]);
      },
    });
    expect((await search({ ...ctx, im }, { userId: "alice" })).last).toMatchObject({ end: "exhausted", checked: 20, failed: ["groups"] });
  });

  test("is read page by page where IM lists nobody in its facts", async ({ answering }) => {
    const ctx = await answering((command, body) => {
      if (command === joined) return { ErrorCode: 0, TotalCount: 1, GroupIdList: [{ GroupId: "@TGS#_c", Type: "Community", MemberNum: 3 }] };
      if (command === groupInfo) return { ErrorCode: 0, GroupInfo: [{ GroupId: "@TGS#_c", ErrorCode: 0 }] };
      if (command === memberPages) return { ErrorCode: 0, MemberNum: 3, MemberList: ["alice", "bob", "carol"].map((Member_Account) => ({ Member_Account })), Next: "" };
      return { ErrorCode: 0, CompleteFlag: 1, AllC2CUnreadMsgNum: 9, C2CUnreadMsgNumList: ((body.Peer_Account ?? []) as string[]).map((Peer_Account) => ({ Peer_Account, C2CUnreadMsgNum: 1 })) };
    });
    expect(await search(ctx, { userId: "alice" })).toMatchObject({ found: { bob: 1, carol: 1 }, last: { end: "exhausted", calls: 7 } });
  });
});

test("fails where IM answers none of its questions, after what it has found", async ({ ctx, sandbox }) => {
  sandbox.arrange({ groups: [{ groupId: "g", type: "Public", members: ["alice", "carol"] }], unread: [{ to: "alice", from: "bob", count: 2 }] });
  await record(ctx, "alice", "bob");
  const lines: MissingLine[] = [];
  const broken = (line: MissingLine) => {
    lines.push(line);
    if (line.found.length > 0) sandbox.faults([{ command: read, rate: 1, kind: "code", code: 60010 }]);
  };
  await expect(findMissing(ctx, { userId: "alice", known: [], missing: 9 }, broken)).rejects.toMatchObject({ code: "im_misconfigured", im: { code: 60010 } });
  expect(lines.flatMap((line) => line.found)).toMatchObject([{ peer: "bob", unread: 2 }]);
});

describe("when nobody waits for the answer", () => {
  test("nothing is asked", async ({ ctx, sandbox }) => {
    const signal = AbortSignal.abort();
    await expect(findMissing({ ...ctx, signal }, { userId: "alice", known: [], missing: 1 }, () => {})).rejects.toBe(signal.reason);
    expect(sandbox.stats().commands).toEqual({});
  });

  test.for([joined, groupInfo, read, marks])("any more, nothing more is asked: %s", async (command, { ctx, sandbox }) => {
    sandbox.addGroup({ groupId: "crowd", type: "Public", members: ["alice", ...many(900, "m")] });
    const [leaving, left] = [new AbortController(), new Error("left")];
    let asked = 0;
    const im = ctx.im.with({
      onAnswer: (answer) => {
        asked += 1;
        if (answer.command === command && !("AllC2CUnreadMsgNum" in Object(answer.answer))) leaving.abort(left);
      },
    });
    await expect(findMissing({ ...ctx, im, signal: leaving.signal }, { userId: "alice", known: [], missing: 1 }, () => {})).rejects.toBe(left);
    // What was under way side by side may have been answered in the meantime.
    expect(asked).toBeLessThanOrEqual(8);
    expect(totalCalls(sandbox)).toBeLessThanOrEqual(8);
  });
});
