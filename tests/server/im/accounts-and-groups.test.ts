import { describe, expect } from "vitest";
import { getGroups, setUnreadMsgNum } from "@/lib/server/im/group";
import { getGroupMembers, getMembers } from "@/lib/server/im/group-members";
import { getJoinedGroups } from "@/lib/server/im/joined-groups";
import { checkAccounts } from "@/lib/server/im/login";
import { getPortraits } from "@/lib/server/im/profile";
import { getRecentContacts } from "@/lib/server/im/recent-contact";
import { test } from "./fixture";

const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

test("tells accounts that exist from those that do not, in hundreds", async ({ im, sandbox }) => {
  const users = many(150, "user");
  for (const userId of users) sandbox.addAccount({ userId });
  const exists = await checkAccounts(im, [...users, "ghost", "user0"]);
  expect(exists.size).toBe(151);
  expect(exists.get("user149")).toBe(true);
  expect(exists.get("ghost")).toBe(false);
  expect(sandbox.calls("account_check")).toBe(2);
});

test("reads portraits, also when one of the accounts does not exist", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice", nick: "爱丽丝", faceUrl: "https://example.com/a.png" });
  sandbox.addAccount({ userId: "bob" });
  const portraits = await getPortraits(im, ["alice", "ghost", "bob"]);
  expect(portraits.get("alice")).toEqual({ nick: "爱丽丝", avatar: "https://example.com/a.png" });
  expect(portraits.get("bob")).toEqual({ nick: null, avatar: null });
  expect(portraits.has("ghost")).toBe(false);
  expect(await getPortraits(im, ["ghost"])).toEqual(new Map());
});

test("reads all pages of the conversation list, each conversation once", async ({ im, sandbox }) => {
  sandbox.options({ recentContacts: 500 });
  const peers = many(230, "peer");
  for (const from of peers) sandbox.addUnread({ to: "alice", from, count: 1 });
  sandbox.addAccount({ userId: "alice", pins: [{ peer: "peer7" }] });
  const { contacts, complete } = await getRecentContacts(im, "alice");
  expect(complete).toBe(true);
  expect(contacts.map((contact) => (contact.kind === "c2c" ? contact.peer : "")).toSorted()).toEqual(peers.toSorted());
  expect(contacts.filter(({ pinned }) => pinned)).toMatchObject([{ kind: "c2c", peer: "peer7", at: expect.any(Date) }]);
});

describe("joined groups", () => {
  test("come with everything the unread number is made of, whatever their type", async ({ im, sandbox }) => {
    sandbox.addGroup({ groupId: "@TGS#2CLUZEAEJ", type: "Public", name: "同学", messages: 20, members: [{ userId: "alice", unread: 5, msgFlag: "Discard", role: "Admin" }] });
    sandbox.addGroup({ groupId: "quiet", type: "Private", messages: 0, members: ["alice"] });
    sandbox.addGroup({ groupId: "live", type: "AVChatRoom", members: ["alice"] });
    const groups = await getJoinedGroups(im, { account: "alice" });
    expect(groups.map(({ groupId }) => groupId).toSorted()).toEqual(["@TGS#2CLUZEAEJ", "live", "quiet"]);
    const [school] = groups.filter(({ groupId }) => groupId.startsWith("@"));
    expect(school).toMatchObject({ type: "Public", name: "同学", msgFlag: "Discard", role: "Admin", reportedUnread: 5, joinedAt: expect.any(Date) });
    expect((school?.nextMsgSeq ?? 0) - 1 - (school?.readSeq ?? 0)).toBe(5);
    expect(await getJoinedGroups(im, { account: "alice", type: "Private" })).toMatchObject([{ groupId: "quiet" }]);
  });

  test("say so where the server no longer reports unread numbers", async ({ im, sandbox }) => {
    sandbox.options({ reportUnread: false });
    sandbox.addGroup({ groupId: "g", type: "Public", members: [{ userId: "alice", unread: 5 }] });
    expect(await getJoinedGroups(im, { account: "alice" })).toMatchObject([{ reportedUnread: null, readSeq: expect.any(Number) }]);
  });

  test("are all read, page by page, also when IM finds a page too large", async ({ im, sandbox }) => {
    for (const groupId of many(1200, "group")) sandbox.addGroup({ groupId, type: "Public", members: ["alice"] });
    sandbox.faults([{ kind: "code", code: 10018, rate: 1, times: 1, command: "get_joined_group_list" }]);
    const groups = await getJoinedGroups(im, { account: "alice" });
    expect(new Set(groups.map(({ groupId }) => groupId)).size).toBe(1200);
    expect(sandbox.calls("get_joined_group_list")).toBe(1 + Math.ceil(1200 / 250));
  });

  test("of an account in none are none", async ({ im, sandbox }) => {
    sandbox.addAccount({ userId: "alice" });
    expect(await getJoinedGroups(im, { account: "alice" })).toEqual([]);
  });
});

test("reads group facts in the order asked, without their members, a missing group beside good ones", async ({ im, sandbox }) => {
  const ids = many(60, "g");
  for (const groupId of ids) sandbox.addGroup({ groupId, type: "Public", messages: 20, members: [{ userId: "owner", role: "Owner" }, "bob"] });
  const results = await getGroups(im, ["ghost", ...ids, "g3"]);
  expect(results.map(({ groupId }) => groupId)).toEqual(["ghost", ...ids, "g3"]);
  expect(results[0]?.error?.imCode).toBeOneOf([10010, 10015]);
  expect(results[1]?.group).toMatchObject({ type: "Public", owner: "owner", memberCount: 2, nextMsgSeq: expect.any(Number), createdAt: expect.any(Date) });
  expect(sandbox.calls("get_group_info")).toBe(2);
  expect(JSON.stringify(sandbox.lastRequest("get_group_info"))).toContain("ResponseFilter");
});

describe("members", () => {
  test.for(["Public", "Community"])("of a %s group are read page by page", async (type, { im, sandbox }) => {
    const groupId = type === "Community" ? "@TGS#_big" : "big";
    const users = many(250, "user");
    sandbox.addGroup({ groupId, type, messages: 10, members: users.map((userId) => ({ userId, unread: 2 })) });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await getGroupMembers(im, { groupId, type, cursor });
      expect(page.members.length).toBeLessThanOrEqual(100);
      found.push(...page.members.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found.toSorted()).toEqual(users.toSorted());
    expect(sandbox.calls("get_group_member_info")).toBe(3);
  });

  test("cannot be read from a page that is not one", async ({ im }) => {
    await expect(getGroupMembers(im, { groupId: "g", type: "Public", cursor: "mark:1" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(getGroupMembers(im, { groupId: "g", type: "Public", cursor: "offset:-1" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("are read by name in fifties, strangers left out, and their unread can be set", async ({ im, sandbox }) => {
    const users = many(60, "user");
    sandbox.addGroup({ groupId: "g", type: "Public", messages: 20, members: users });
    const members = await getMembers(im, { groupId: "g", userIds: [...users, "stranger"] });
    expect(members.size).toBe(60);
    expect(members.get("user3")).toMatchObject({ userId: "user3", role: "Member", msgFlag: "AcceptAndNotify", readSeq: expect.any(Number) });
    expect(sandbox.calls("get_specified_group_member_info")).toBe(2);

    await setUnreadMsgNum(im, { groupId: "g", userId: "user3", unread: 4 });
    expect(sandbox.truth("user3").groups).toMatchObject([{ groupId: "g", unread: 4 }]);
    await expect(setUnreadMsgNum(im, { groupId: "ghost", userId: "user3", unread: 4 })).rejects.toMatchObject({ imCode: 10010 });
  });
});
