import * as fc from "fast-check";
import { getPicture } from "@/lib/server/picture";
import { caller, text, type Caller } from "@/tests/server/sandbox/wire";
import { expect, test } from "@/tests/support/context";
import { valueOf } from "./fixture";

interface Conversation {
  /** Times of unread messages, in seconds. */
  unread: number[];
  listed: boolean;
  gone: boolean;
}

interface Group {
  type: "Public" | "Private" | "ChatRoom";
  /** Messages so far. */
  messages: number;
  /** Of the account, while it is a member. */
  own: { read: number; unread: number } | undefined;
}

/** One account's world, as few numbers as tell what its picture should be. */
interface Model {
  me: string;
  conversations: Map<string, Conversation>;
  groups: Map<string, Group>;
}

type Step = (model: Model, call: Caller) => Promise<void>;

const early = Math.floor(Date.now() / 1000) - 10_000;
const peerNames = ["amy", "bob", "cat", "dan"] as const;
const types = ["Public", "Private", "ChatRoom"] as const;
const seconds = fc.nat({ max: 500 }).map((after) => early + after);
const peerOf = fc.constantFrom(...peerNames);
const typeOf = fc.constantFrom(...types);
const openim = (name: string) => `openim/${name}`;
const groupService = (name: string) => `group_open_http_svc/${name}`;

/** Sends a command that must succeed. */
async function done(call: Caller, command: string, body: object): Promise<void> {
  expect(await call(command, body)).toMatchObject({ ErrorCode: 0 });
}

function arrive(conversation: Conversation, at: number, counts: boolean): void {
  conversation.listed = true;
  if (counts) conversation.unread.push(at);
}

/** A step in the conversation with a peer that still exists. */
const withPeer = (name: string, step: (conversation: Conversation, ids: { me: string; peer: string }, call: Caller) => Promise<void>): Step => async (model, call) => {
  const peer = `${name}.${model.me}`;
  const conversation = model.conversations.get(peer);
  if (conversation && !conversation.gone) await step(conversation, { me: model.me, peer }, call);
};

const withGroup = (type: Group["type"], step: (group: Group, ids: { me: string; other: string; groupId: string }, call: Caller) => Promise<void>): Step => async (model, call) => {
  const groupId = `${type}.${model.me}`;
  const group = model.groups.get(groupId);
  if (group) await step(group, { me: model.me, other: `owner.${model.me}`, groupId }, call);
};

const send = fc.record({ name: peerOf, silent: fc.boolean() }).map(({ name, silent }) =>
  withPeer(name, async (conversation, { me, peer }, call) => {
    await done(call, openim("sendmsg"), { From_Account: peer, To_Account: me, ...text(silent ? { SendMsgControl: ["NoUnread"] } : {}) });
    arrive(conversation, Number.POSITIVE_INFINITY, !silent);
  }),
);

const importOne = fc.record({ name: peerOf, at: seconds, live: fc.boolean() }).map(({ name, at, live }) =>
  withPeer(name, async (conversation, { me, peer }, call) => {
    await done(call, openim("importmsg"), { SyncFromOldSystem: live ? 5 : 2, From_Account: peer, To_Account: me, MsgTimeStamp: at, ...text() });
    arrive(conversation, at, live);
  }),
);

const read = fc.record({ name: peerOf, upTo: fc.option(seconds) }).map(({ name, upTo }) =>
  withPeer(name, async (conversation, { me, peer }, call) => {
    await done(call, openim("admin_set_msg_read"), { Report_Account: me, Peer_Account: peer, ...(upTo !== null && { MsgReadTime: upTo }) });
    conversation.unread = upTo === null ? [] : conversation.unread.filter((time) => time > upTo);
  }),
);

const unlist = fc.record({ name: peerOf, wipe: fc.boolean() }).map(({ name, wipe }) =>
  withPeer(name, async (conversation, { me, peer }, call) => {
    await done(call, "recentcontact/delete", { From_Account: me, Type: 1, To_Account: peer, ClearRamble: wipe ? 1 : 0 });
    conversation.listed = false;
    if (wipe) conversation.unread = [];
  }),
);

const remove = peerOf.map((name) =>
  withPeer(name, async (conversation, { peer }, call) => {
    await done(call, "im_open_login_svc/account_delete", { DeleteItem: [{ UserID: peer }] });
    conversation.gone = true;
  }),
);

const joinOrLeave = typeOf.map((type) =>
  withGroup(type, async (group, { me, groupId }, call) => {
    if (group.own) await done(call, groupService("delete_group_member"), { GroupId: groupId, MemberToDel_Account: [me] });
    else await done(call, groupService("add_group_member"), { GroupId: groupId, MemberList: [{ Member_Account: me }] });
    group.own = group.own ? undefined : { read: group.messages, unread: 0 };
  }),
);

const groupSend = fc.record({ type: typeOf, mine: fc.boolean(), silent: fc.boolean() }).map(({ type, mine, silent }) =>
  withGroup(type, async (group, { me, other, groupId }, call) => {
    // Where no unread is counted, sending without it is refused.
    const quiet = silent && type !== "ChatRoom";
    await done(call, groupService("send_group_msg"), { GroupId: groupId, From_Account: mine && group.own ? me : other, ...text(quiet ? { SendMsgControl: ["NoUnread"] } : {}) });
    group.messages += 1;
    if (!group.own) return;
    if (!mine) group.own.unread += quiet ? 0 : 1;
    else if (group.own.read === group.messages - 1) group.own.read = group.messages;
  }),
);

const groupSet = fc.record({ type: typeOf, asked: fc.nat({ max: 30 }) }).map(({ type, asked }) =>
  withGroup(type, async (group, { me, groupId }, call) => {
    if (!group.own) return;
    await done(call, groupService("set_unread_msg_num"), { GroupId: groupId, Member_Account: me, UnreadMsgNum: asked });
    if (type === "ChatRoom") return;
    const unread = Math.min(asked, group.messages);
    group.own = { read: group.messages - unread, unread };
  }),
);

const groupImport = fc.record({ type: typeOf, count: fc.integer({ min: 1, max: 7 }) }).map(({ type, count }) =>
  withGroup(type, async (group, { other, groupId }, call) => {
    // By the server's clock: no earlier than the last message, and not in the future.
    const { MsgTime } = await call(groupService("send_group_msg"), { GroupId: groupId, From_Account: other, ...text() });
    await done(call, groupService("import_group_msg"), { GroupId: groupId, MsgList: Array.from({ length: count }, () => ({ From_Account: other, SendTime: MsgTime, ...text() })) });
    group.messages += count + 1;
    if (group.own) group.own = { read: group.messages, unread: 0 };
  }),
);

const step: fc.Arbitrary<Step> = fc.oneof({ weight: 3, arbitrary: send }, { weight: 2, arbitrary: importOne }, { weight: 2, arbitrary: read }, unlist, remove, { weight: 2, arbitrary: joinOrLeave }, { weight: 3, arbitrary: groupSend }, groupSet, groupImport);

/** What the model says the picture has to hold. */
function expected({ conversations, groups }: Model) {
  const all = [...conversations.entries()].map(([peer, { unread, listed, gone }]) => ({ peer, unread: unread.length, listed, gone }));
  const shown = all.filter(({ listed }) => listed);
  const total = all.reduce((sum, { unread }) => sum + unread, 0);
  const listed = shown.reduce((sum, { unread, gone }) => sum + (gone ? 0 : unread), 0);
  const joined = [...groups.entries()].flatMap(([groupId, { type, messages, own }]) => (own ? [{ groupId, type, messages, derived: messages - own.read, unread: own.unread }] : []));
  const inGroups = joined.reduce((sum, { type, unread }) => sum + (type === "ChatRoom" ? 0 : unread), 0);
  return {
    conversations: Object.fromEntries(shown.map(({ peer, unread, gone }) => [peer, gone ? "gone" : unread])),
    groups: Object.fromEntries(joined.map(({ groupId, type, messages, derived, unread }) => [groupId, { messages, derived, unread: type === "ChatRoom" ? "not counted" : unread }])),
    sums: { total, listed, unreadable: 0, unexplained: total - listed, groups: inGroups, mutedGroups: 0, badge: total + inGroups },
  };
}

test("whatever is sent, imported, read, deleted, joined and set, the picture is what a plain model says", async ({ ctx, sandbox }) => {
  const call = caller(sandbox);
  sandbox.options({ groupTips: "off", groupMessagesPerSecond: 100_000, limits: { default: 100_000, account_delete: 100_000 } });
  const runs = { begun: 0, completed: 0, last: Date.now() + 40_000 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      // What is left then is left out whole; fast-check's own limit would leave a run going behind the test's back.
      if (Date.now() > runs.last) return;
      runs.begun += 1;
      const me = `me${runs.begun}`;
      const conversations = new Map(peerNames.map((name) => [`${name}.${me}`, { unread: [], listed: false, gone: false }] as [string, Conversation]));
      const groups = new Map(types.map((type) => [`${type}.${me}`, { type, messages: 5, own: undefined }] as [string, Group]));
      sandbox.arrange({
        accounts: [me, ...conversations.keys()].map((userId) => ({ userId })),
        groups: [...groups].map(([groupId, { type, messages }]) => ({ groupId, type, messages, members: [{ userId: `owner.${me}`, role: "Owner" }] })),
      });
      const model: Model = { me, conversations, groups };
      // oxlint-disable-next-line no-await-in-loop
      for (const take of steps) await take(model, call);

      const picture = await getPicture(ctx, { userId: me });
      const want = expected(model);
      expect(Object.fromEntries(valueOf(picture.conversations).list.map(({ peer, unread, gone }) => [peer, gone ? "gone" : unread]))).toEqual(want.conversations);
      expect(Object.fromEntries(valueOf(picture.groups).map(({ groupId, messages, derived, unread }) => [groupId, { messages, derived, unread: unread?.counted ? unread.value : "not counted" }]))).toEqual(want.groups);
      expect(picture.sums).toEqual(want.sums);
      expect(picture).toMatchObject({ exists: true, moved: "no" });
      expect(picture.findings.some(({ code }) => code === "unexplained")).toBe(want.sums.unexplained > 0);
      runs.completed += 1;
    }),
    { numRuns: 30 },
  );
  // 30, or as many as a slow machine gets through.
  expect(runs.completed).toBeGreaterThanOrEqual(5);
}, 90_000);
