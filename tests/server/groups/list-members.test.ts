import { listMembers } from "@/lib/server/groups";
import type { Context } from "@/lib/server/context";
import type { Member } from "@/lib/shared/groups";
import { expect, test } from "@/tests/support/context";

/** Every page of a group's members, as somebody who clicks "next" to the end. */
async function allPages(ctx: Context, groupId: string): Promise<Member[][]> {
  const pages: Member[][] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await listMembers(ctx, { groupId, cursor });
    pages.push(page.members);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}

test("shows each member's role and unread", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: [{ userId: "ann", role: "Owner" }, { userId: "bob", role: "Admin", unread: 5, msgFlag: "Discard" }, { userId: "carol", unread: 20, nameCard: "Caz" }] });
  const member = { joinedAt: expect.stringMatching(/Z$/), nameCard: null, muted: false };
  expect(await listMembers(ctx, { groupId: "talk" })).toEqual({
    groupId: "talk",
    members: expect.arrayContaining([
      { ...member, userId: "ann", role: "Owner", unread: { counted: true, value: 0, source: "derived" } },
      { ...member, userId: "bob", role: "Admin", muted: true, unread: { counted: true, value: 5, source: "derived" } },
      { ...member, userId: "carol", role: "Member", nameCard: "Caz", unread: { counted: true, value: 20, source: "derived" } },
    ]),
    nextCursor: null,
  });
});

test.for([
  ["Public", "talk"],
  ["Private", "team"],
  ["Community", "@TGS#_town"],
] as const)("pages through all members of a %s group, each once", async ([type, groupId], { ctx, sandbox }) => {
  const members = Array.from({ length: 250 }, (_, index) => ({ userId: `user${index}`, unread: index % 7 }));
  sandbox.addGroup({ groupId, type, members });
  const pages = await allPages(ctx, groupId);
  expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
  const unread = new Map(pages.flat().map((member) => [member.userId, member.unread]));
  expect(unread).toEqual(new Map(members.map((member) => [member.userId, { counted: true, value: member.unread, source: "derived" }])));
});

test.for([
  [99, [99]],
  [100, [100]],
  [101, [100, 1]],
] as const)("%i members are %j", async ([count, sizes], { ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: Array.from({ length: count }, (_, index) => `user${index}`) });
  expect((await allPages(ctx, "talk")).map((page) => page.length)).toEqual(sizes);
});

test("counts nothing in a meeting", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "standup", type: "ChatRoom", members: ["bob"] });
  expect((await listMembers(ctx, { groupId: "standup" })).members).toMatchObject([{ userId: "bob", unread: { counted: false } }]);
});

test("says that an audio-video group has no list of members, and asks IM for none", async ({ ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "live", type: "AVChatRoom", members: ["bob"] });
  await expect(listMembers(ctx, { groupId: "live" })).rejects.toMatchObject({ code: "unsupported_group_type" });
  expect(sandbox.calls("get_group_member_info")).toBe(0);
});

test("says that there is no such group", async ({ ctx }) => {
  await expect(listMembers(ctx, { groupId: "nowhere" })).rejects.toMatchObject({ code: "group_not_found" });
});

test.for(["nonsense", "offset:-1", "offset:1e9", "offset:", "mark:x", "offset:99999999"])("refuses a cursor that it did not give: %s", async (cursor, { ctx, sandbox }) => {
  sandbox.addGroup({ groupId: "talk", type: "Public", members: ["bob"] });
  await expect(listMembers(ctx, { groupId: "talk", cursor })).rejects.toMatchObject({ code: "invalid_input", fields: { cursor: "cursor" } });
  expect(sandbox.calls("get_group_member_info")).toBe(0);
});
