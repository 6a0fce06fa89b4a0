import { arrangeGroup, type GroupInput, type MemberInput } from "../arrange";
import { importAccount } from "../store/accounts";
import type { AppState } from "../store/state";
import type { Person } from "./people";

const projects = ["产品讨论组", "Design Weekly", "华东大区销售", "Support Level 2", "校友会", "Book Club", "财务共享中心", "Release Train", "羽毛球俱乐部", "Night Shift", "采购与供应链", "Parents Class 3B", "深圳租房互助", "QA Guild"] as const;

/** One group per finding about groups, and ordinary ones up to 40 in all. */
export function seedGroups(state: AppState, everyone: readonly Person[]): void {
  importAccount(state, "bob", "Bob");
  importAccount(state, "group.person", "Group Person");
  const special = specialGroups(everyone);
  for (const group of special) arrangeGroup(state, group);
  for (let index = 0; index + special.length < 40; index += 1) arrangeGroup(state, ordinaryGroup(everyone, index));
}

function crowd(everyone: readonly Person[], start: number, count: number): MemberInput[] {
  return Array.from({ length: count }, (_, index) => everyone[(start + index) % everyone.length])
    .filter((person) => person !== undefined)
    .map(({ userId }, index) => ({ userId, unread: (start + index * 3) % 17, role: index === 0 ? "Owner" : index === 1 ? "Admin" : "Member" }));
}

function specialGroups(everyone: readonly Person[]): GroupInput[] {
  const person = "group.person";
  return [
    { groupId: "@TGS#2CLUZEAEJ", type: "Public", name: "Documentation example", messages: 50, members: [{ userId: "bob", unread: 5 }, { userId: "dramon1", unread: 0 }, ...crowd(everyone, 0, 8)] },
    { groupId: "muted-deals", type: "Public", name: "每日特价 (muted)", messages: 400, members: [{ userId: person, unread: 88, msgFlag: "Discard" }, { userId: "bob", unread: 12, msgFlag: "AcceptNotNotify" }, ...crowd(everyone, 5, 6)] },
    { groupId: "standup", type: "ChatRoom", name: "Daily stand-up (Meeting)", messages: 120, members: [{ userId: person, unread: 6 }, "bob", "dramon1", ...crowd(everyone, 9, 6)] },
    { groupId: "launch-live", type: "AVChatRoom", name: "直播间 Launch", messages: 900, members: [person, "bob", ...crowd(everyone, 12, 20)] },
    { groupId: "@TGS#_@TGS#cQVLVHIM62CJ", type: "Community", name: "City Cyclists 骑行", messages: 2_000, members: [{ userId: person, unread: 31 }, { userId: "bob", unread: 2 }, ...crowd(everyone, 20, 40)] },
    { groupId: "never-activated", type: "Private", name: "New team, no message yet", messages: 0, members: [{ userId: person, role: "Owner" }, "bob", "dramon1"] },
    { groupId: "work-team", type: "Private", name: "Work team", messages: 75, members: [{ userId: person, unread: 4, role: "Owner" }, { userId: "bob", unread: 9 }, ...crowd(everyone, 30, 5)] },
    { groupId: "announcements", type: "Public", name: "公告 (NoUnread)", messages: 60, silent: 6, members: [{ userId: person, unread: 3 }, { userId: "bob", unread: 0 }, { userId: "dramon1", unread: 8 }, ...crowd(everyone, 41, 6)] },
    { groupId: "tips-only", type: "Private", name: "Only notices", messages: 9, silent: 9, members: [person, "bob", ...crowd(everyone, 50, 3).map(({ userId }) => userId)] },
    { groupId: "all unread", type: "Public", name: "Everything unread", messages: 33, members: [{ userId: person, unread: 33 }, { userId: "bob", unread: 33 }] },
    // Without a message it takes no place in the conversation list; its members are where the rest of `crowded`'s total is found.
    { groupId: "support-desk", type: "Public", name: "客服值班 Support desk", messages: 0, members: [{ userId: "crowded", role: "Owner" }, ...crowd(everyone, 94, 14).map(({ userId }) => userId)] },
    { groupId: "odd/id?&#%\"<b>", type: "Public", name: "🎉 חדשות <i>odd</i>", messages: 15, members: [{ userId: "odd.ids", unread: 6 }, { userId: "a/b?c=d&e#f", unread: 1 }, { userId: "rtl.arabic", unread: 2 }, { userId: "emoji", unread: 3 }] },
    { groupId: "read-by-all", type: "Public", name: "Read by everybody", messages: 40, members: ["device.only", "bob", "flagged", ...crowd(everyone, 60, 4).map(({ userId }) => userId)] },
  ];
}

function ordinaryGroup(everyone: readonly Person[], index: number): GroupInput {
  const type = (["Public", "Private", "Public", "ChatRoom"] as const)[index % 4] ?? "Public";
  const project = projects[index % projects.length] ?? "Group";
  return {
    groupId: `team-${index + 1}`, type, name: index < projects.length ? project : `${project} 2`,
    messages: 30 + index * 5, members: crowd(everyone, index * 6, 5 + (index % 9)),
  };
}
