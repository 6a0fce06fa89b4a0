import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JoinedGroup } from "@/lib/server/im/joined-groups";
import { packGroups } from "@/lib/server/missing/from-groups";

const group = (groupId: string, memberCount: number | null): JoinedGroup => ({
  groupId, memberCount, type: "Public", name: null, nextMsgSeq: null, lastMessageAt: null, role: null, joinedAt: null, msgFlag: null, readSeq: null, reportedUnread: null,
});
const ids = (packs: JoinedGroup[][]) => packs.map((pack) => pack.map(({ groupId }) => groupId));

test("the smallest groups come first, as many together as one call can list", () => {
  expect(ids(packGroups([group("big", 900), group("b", 3), group("huge", 100_000), group("a", 3), group("unknown", null), group("team", 60)]))).toEqual([["a", "b", "team", "big"], ["huge"], ["unknown"]]);
  expect(packGroups(Array.from({ length: 120 }, (_, n) => group(`g${n}`, 2))).map((pack) => pack.length)).toEqual([50, 50, 20]);
  expect(packGroups([])).toEqual([]);
});

test("whatever groups there are, each is read once, no call lists too many, and the order is always the same", () => {
  const any = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), size: fc.option(fc.oneof(fc.nat(30), fc.nat(3000)), { nil: null }) }), { selector: ({ id }) => id, maxLength: 150 });
  fc.assert(
    fc.property(any, fc.infiniteStream(fc.nat()), (list, keys) => {
      const groups = list.map(({ id, size }) => group(id, size));
      const packs = packGroups(groups);
      expect(ids(packs).flat().toSorted()).toEqual(list.map(({ id }) => id).toSorted());
      for (const pack of packs) {
        expect(pack.length).toBeLessThanOrEqual(50);
        if (pack.length > 1) expect(pack.reduce((sum, { memberCount }) => sum + (memberCount ?? Number.POSITIVE_INFINITY), 0)).toBeLessThanOrEqual(1000);
      }
      const shuffled = groups.map((item) => ({ item, key: keys.next().value })).toSorted((a, b) => (a.key ?? 0) - (b.key ?? 0)).map(({ item }) => item);
      expect(ids(packGroups(shuffled))).toEqual(ids(packs));
    }),
  );
});
