import { expect } from "vitest";
import type { Truth } from "@/lib/sandbox";
import { test } from "./support";
import { groupUnread, withSandbox } from "./wire";

const listedUnread = ({ conversations }: Truth) => conversations.filter(({ listed }) => listed).reduce((sum, { unread }) => sum + unread, 0);

test("the demo data holds every finding", async ({ sandbox, call }) => {
  sandbox.reset({ seed: "demo" });
  const { truth } = sandbox;
  expect(truth("dramon1")).toMatchObject({ c2cTotal: 24, conversations: [{ peer: "dramon2", unread: 12 }, { peer: "teacher", unread: 12 }] });
  expect(truth("bob").groups).toContainEqual({ groupId: "@TGS#2CLUZEAEJ", type: "Public", unread: 5, messages: 50, counted: true });
  expect(truth("crowded").conversations).toHaveLength(120);
  expect(truth("crowded").c2cTotal).toBeGreaterThan(listedUnread(truth("crowded")));
  expect(truth("popular").conversations.filter(({ unread }) => unread > 0)).toHaveLength(100);
  expect(truth("flooded").conversations).toContainEqual({ peer: "newsbot", unread: 250, peerExists: true, listed: true });
  expect(truth("device.only").c2cTotal + truth("device.only").groups.reduce((sum, { unread }) => sum + unread, 0)).toBe(0);
  expect(truth("device.only").conversations.length).toBeGreaterThan(2);
  expect(truth("lost.peer").conversations).toContainEqual({ peer: "gone.seller", unread: 7, peerExists: false, listed: true });
  expect(truth("back.from.holiday")).toMatchObject({ c2cTotal: 9 });
  expect(await groupUnread(call, "group.person", "announcements")).toEqual({ reported: 3, derived: 9, messages: 60 });
  const types = new Set(truth("group.person").groups.map(({ type }) => type));
  expect([...types].toSorted()).toEqual(["AVChatRoom", "ChatRoom", "Community", "Private", "Public"]);
  expect(await call("recentcontact/get_contact_group", { From_Account: "flagged", StartIndex: 0 })).toMatchObject({ ContactItem: [{ To_Account: "emma.clark", StandardMark: expect.stringMatching(/^001/) }] });
  expect(truth("<script>alert(1)</script>").c2cTotal).toBeGreaterThan(0);
});

test("about 200 accounts and 40 groups whose ids and names are all legal, the same every time", async ({ sandbox, call }) => {
  const take = async () => {
    sandbox.reset({ seed: "demo" });
    const groups = await call("group_open_http_svc/get_appid_group_list", {});
    const ids = (groups.GroupIdList as { GroupId: string }[]).map(({ GroupId }) => GroupId);
    const info = (await call("group_open_http_svc/get_group_info", { GroupIdList: ids })).GroupInfo as { Name: string; MemberList?: { Member_Account: string }[] }[];
    expect(info.filter(({ Name }) => Buffer.byteLength(Name) > 30)).toEqual([]);
    const people = [...new Set(info.flatMap(({ MemberList = [] }) => MemberList.map((member) => member.Member_Account)))];
    return { ids, totals: people.map((userId) => [userId, sandbox.truth(userId).c2cTotal]) };
  };
  const first = await take();
  expect(first.ids).toHaveLength(40);
  expect(await take()).toEqual(first);
});

test("is what a sandbox starts with, in every app", async () => {
  const other = { sdkAppId: 1_400_000_002, admins: ["root"], key: "k" };
  await withSandbox({ seed: "demo", apps: [other] }, async (sandbox) => {
    expect(sandbox.truth("dramon1").c2cTotal).toBe(24);
    expect(sandbox.app(other.sdkAppId).truth("dramon1").c2cTotal).toBe(24);
  });
});
