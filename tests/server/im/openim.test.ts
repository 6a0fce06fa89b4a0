import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { getC2cUnread, getC2cUnreadTotal, queryOnlineStatus, setMessagesRead } from "@/lib/server/im/openim";
import { test } from "./fixture";

describe("getC2cUnreadTotal", () => {
  test("counts what all conversations have unread", async ({ im, sandbox }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
    sandbox.addUnread({ to: "alice", from: "carol", count: 4 });
    expect(await getC2cUnreadTotal(im, "alice")).toBe(7);
  });

  test("rejects with IM's own code when there is no such account", async ({ im }) => {
    await expect(getC2cUnreadTotal(im, "nobody")).rejects.toMatchObject({ code: "im_refused", imCode: 90003, command: "openim/get_c2c_unread_msg_num" });
  });
});

describe("getC2cUnread", () => {
  test("answers in the order asked, asks a peer asked twice once, and ten at a time", async ({ im, sandbox }) => {
    for (let n = 0; n < 23; n += 1) sandbox.addUnread({ to: "alice", from: `peer${n}`, count: n });
    const peers = ["peer22", ...Array.from({ length: 23 }, (_, n) => `peer${n}`), "peer0"];
    const readings = await getC2cUnread(im, { account: "alice", peers });
    expect(readings.map(({ peer }) => peer)).toEqual(peers);
    expect(readings.map(({ unread }) => unread)).toEqual([22, ...Array.from({ length: 23 }, (_, n) => n), 0]);
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(3);
  });

  test("answers whatever is asked, in whatever order and however often", async ({ connect, app, sandbox }) => {
    const im = connect({ app: { ...app, limits: { default: 100_000 } } });
    sandbox.options({ limits: { default: 100_000 } });
    const known = Array.from({ length: 40 }, (_, n) => `peer ${n}`);
    for (const [n, from] of known.entries()) sandbox.addUnread({ to: "alice", from, count: n });
    const anyPeer = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fc.constantFrom("ghost 1", "ghost 2", "__proto__") });
    await fc.assert(
      fc.asyncProperty(fc.array(anyPeer, { maxLength: 60 }), async (peers) => {
        const before = sandbox.calls("get_c2c_unread_msg_num");
        const readings = await getC2cUnread(im, { account: "alice", peers });
        expect(readings.map(({ peer }) => peer)).toEqual(peers);
        for (const { peer, unread, error } of readings) {
          if (known.includes(peer)) expect(unread).toBe(known.indexOf(peer));
          else expect(error?.imCode).toBe(70107);
        }
        expect(sandbox.calls("get_c2c_unread_msg_num") - before).toBe(Math.ceil(new Set(peers).size / 10));
      }),
      { numRuns: 30 },
    );
  });

  test("shows an unknown peer's error beside the others' numbers", async ({ im, sandbox }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 2 });
    const [bob, ghost] = await getC2cUnread(im, { account: "alice", peers: ["bob", "ghost"] });
    expect(bob).toEqual({ peer: "bob", unread: 2 });
    expect(ghost?.error).toMatchObject({ imCode: 70107, code: "im_refused" });
  });

  test("gives a ten's failure to its peers only, and rejects when every ten failed", async ({ connect, sandbox }) => {
    const im = connect({ retry: { attempts: 1 } });
    const peers = Array.from({ length: 20 }, (_, n) => `peer${n}`);
    for (const from of peers) sandbox.addUnread({ to: "alice", from, count: 1 });
    sandbox.faults([{ kind: "http502", rate: 1, times: 1 }]);
    const readings = await getC2cUnread(im, { account: "alice", peers });
    expect(readings.filter(({ unread }) => unread === 1)).toHaveLength(10);
    expect(readings.filter(({ error }) => error?.code === "im_bad_answer")).toHaveLength(10);

    sandbox.faults([{ kind: "code", code: 60017, rate: 1 }]);
    await expect(getC2cUnread(im, { account: "alice", peers })).rejects.toMatchObject({ imCode: 60017, code: "im_misconfigured" });
  });

  test("rejects when the account itself is missing", async ({ im, sandbox }) => {
    sandbox.addAccount({ userId: "bob" });
    await expect(getC2cUnread(im, { account: "nobody", peers: ["bob"] })).rejects.toMatchObject({ imCode: 90003 });
  });

  test("asks nothing about no peers", async ({ im, sandbox }) => {
    expect(await getC2cUnread(im, { account: "alice", peers: [] })).toEqual([]);
    expect(sandbox.calls("get_c2c_unread_msg_num")).toBe(0);
  });
});

describe("setMessagesRead", () => {
  test("marks everything read", async ({ im, sandbox }) => {
    sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
    await setMessagesRead(im, { account: "alice", peer: "bob" });
    expect(sandbox.truth("alice").c2cTotal).toBe(0);
    expect(sandbox.lastRequest("admin_set_msg_read")).toEqual({ Report_Account: "alice", Peer_Account: "bob" });
  });

  test("leaves what is newer than the time given, which it sends as whole seconds", async ({ im, sandbox }) => {
    const now = Math.floor(Date.now() / 1000);
    sandbox.addUnread({ to: "alice", from: "bob", count: 3, at: now - 100 });
    sandbox.addUnread({ to: "alice", from: "bob", count: 2, at: now - 10 });
    await setMessagesRead(im, { account: "alice", peer: "bob", upTo: new Date((now - 50) * 1000 + 999) });
    expect(sandbox.truth("alice").c2cTotal).toBe(2);
    expect(sandbox.lastRequest("admin_set_msg_read")).toMatchObject({ MsgReadTime: now - 50 });
  });
});

describe("queryOnlineStatus", () => {
  test("tells platforms apart and leaves out accounts that do not exist", async ({ im, sandbox }) => {
    sandbox.addAccount({ userId: "alice", devices: [{ platform: "Web", status: "Online" }] });
    sandbox.addAccount({ userId: "bob" });
    const states = await queryOnlineStatus(im, ["alice", "bob", "ghost"]);
    expect(states.get("alice")).toEqual({ status: "online", platforms: [{ platform: "Web", status: "online" }] });
    expect(states.get("bob")?.status).toBe("offline");
    expect(states.has("ghost")).toBe(false);
  });

  test("knows nobody where IM knows nobody", async ({ im }) => {
    expect(await queryOnlineStatus(im, ["ghost"])).toEqual(new Map());
  });
});
