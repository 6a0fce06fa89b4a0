import { findMissing } from "@/lib/server/missing";
import { describe, expect, test } from "@/tests/support/context";
import { askedAbout, many, record, search, searchOn } from "./search";

describe("a search that would take more calls than it may", () => {
  test("ends at 40 and goes on from there, asking about nobody twice", async ({ ctx, sandbox }) => {
    const members = many(950, "m");
    sandbox.addGroup({ groupId: "crowd", type: "Public", members: ["alice", ...members] });
    sandbox.arrange({ unread: [1, 380, 500, 949].map((n) => ({ to: "alice", from: members[n] ?? "", count: n })) });
    const searches = await searchOn(ctx, sandbox, { userId: "alice" });
    expect(searches.map(({ last }) => last?.end)).toEqual(["limit", "limit", "exhausted"]);
    expect(Object.assign({}, ...searches.map(({ found }) => found))).toEqual({ m0001: 1, m0380: 250, m0500: 250, m0949: 250 });
    expect(askedAbout(sandbox).toSorted()).toEqual(members);
    expect(searches[0]?.last).toMatchObject({ calls: 40 - 1, checked: searches[0]?.last?.next });
  });

  test("keeps within 40 when it finds somebody in every ten", async ({ ctx, sandbox }) => {
    const members = many(99, "m");
    sandbox.addGroup({ groupId: "crowd", type: "Public", members: ["alice", ...members, ...many(800, "n")] });
    sandbox.arrange({ unread: members.map((from) => ({ to: "alice", from, count: 1 })) });
    const searches = await searchOn(ctx, sandbox, { userId: "alice" });
    expect(Object.keys(Object.assign({}, ...searches.map(({ found }) => found)))).toEqual(members);
  });

  test("reads groups too large for one answer a hundred members at a time, of every type", async ({ ctx, sandbox }) => {
    const [first, second] = [many(1100, "c"), many(1300, "p")];
    sandbox.arrange({ groups: [{ groupId: "@TGS#_city", type: "Community", members: ["alice", ...first] }, { groupId: "public", type: "Public", members: ["alice", ...second] }] });
    const searches = await searchOn(ctx, sandbox, { userId: "alice" });
    const seen = new Set(askedAbout(sandbox));
    expect([...seen].toSorted()).toEqual([...first, ...second]);
    expect(searches.at(-1)?.last?.end).toBe("exhausted");
    expect(sandbox.calls("get_group_member_info")).toBeGreaterThan(25);
  });

  test("goes on where it was although more is known and recorded by then", async ({ ctx, sandbox }) => {
    const members = many(600, "m");
    sandbox.addGroup({ groupId: "crowd", type: "Public", members: ["alice", ...members] });
    sandbox.addAccount({ userId: "elsewhere" });
    sandbox.arrange({ unread: [3, 100, 590].map((n) => ({ to: "alice", from: members[n] ?? "", count: 1 })) });
    const one = await search(ctx, { userId: "alice" });
    for (const peer of ["m0003", "m0100", "elsewhere"]) await record(ctx, "alice", peer);
    const rest = await search(ctx, { userId: "alice", known: ["m0003", "m0100", "elsewhere"], skip: one.last?.next ?? 0 });
    expect({ ...one.found, ...rest.found }).toEqual({ m0003: 1, m0100: 1, m0590: 1 });
    expect(rest.last?.end).toBe("exhausted");
    expect([...new Set(askedAbout(sandbox))].toSorted()).toEqual(members);
  });

  test("that cannot even read its way back to where it was names no place to go on", async ({ ctx, sandbox }) => {
    sandbox.addGroup({ groupId: "@TGS#_city", type: "Community", members: ["alice", ...many(4500, "c")] });
    const { last } = await search(ctx, { userId: "alice", skip: 4400 });
    expect(last).toMatchObject({ end: "limit", checked: 0, calls: 40 });
    expect(last).not.toHaveProperty("next");
  });

  test("says how far it is while it reads its way back, line by line", async ({ ctx, sandbox }) => {
    sandbox.addGroup({ groupId: "@TGS#_city", type: "Community", members: ["alice", ...many(2500, "c")] });
    let answered = 0;
    const im = ctx.im.with({ onAnswer: () => void (answered += 1) });
    const steps: { checked: number; silent: number }[] = [];
    await findMissing({ ...ctx, im }, { userId: "alice", known: [], missing: 1, skip: 2450 }, ({ checked }) => {
      steps.push({ checked, silent: answered });
      answered = 0;
    });
    expect(sandbox.calls("get_group_member_info")).toBe(26);
    const [listing, asking] = [steps.filter(({ checked }) => checked === 0), steps.filter(({ checked }) => checked > 0)];
    // The list of groups and the first page of their members come together, every further page by itself.
    expect(Math.max(...listing.map(({ silent }) => silent))).toBe(2);
    expect(listing.length).toBeGreaterThan(26);
    expect(asking.length).toBeGreaterThan(0);
  });

  test("beyond everybody there is nobody left", async ({ ctx, sandbox }) => {
    sandbox.addGroup({ groupId: "g", type: "Public", members: ["alice", "bob"] });
    expect((await search(ctx, { userId: "alice", skip: 100_000 })).last).toMatchObject({ end: "exhausted", checked: 0 });
    expect(askedAbout(sandbox)).toEqual([]);
  });
});
