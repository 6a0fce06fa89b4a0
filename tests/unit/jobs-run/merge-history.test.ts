import { expect, test } from "vitest";
import { mergeHistory } from "@/components/history/merge-history";
import type { AuditEntry } from "@/lib/shared/audit";
import type { JobAct } from "@/lib/shared/jobs";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 14, minute)).toISOString();
// Only what the order depends on.
const entries = (...minutes: number[]) => minutes.map((minute) => ({ seq: minute, at: at(minute) }) as AuditEntry);
const acts = (...minutes: number[]) => minutes.map((minute) => ({ jobId: 57, row: minute, at: at(minute) }) as JobAct);
const keys = ({ lines }: ReturnType<typeof mergeHistory>) => lines.map(({ key }) => key);

test("what was done by hand and by jobs is one list, newest first", () => {
  const merged = mergeHistory({ items: entries(50, 20), more: false }, { items: acts(40, 30, 10), more: false });
  expect(keys(merged)).toEqual(["entry 50", "act 57 40", "act 57 30", "entry 20", "act 57 10"]);
  expect(merged.next).toEqual([]);
});

test("nothing is shown below where one of the two is still to be read, and that one is read on", () => {
  const merged = mergeHistory({ items: entries(50, 20), more: true }, { items: acts(40, 30, 10), more: true });
  expect(keys(merged)).toEqual(["entry 50", "act 57 40", "act 57 30", "entry 20"]);
  expect(merged.next).toEqual(["entries"]);
});

test("a part that is read whole holds nothing back", () => {
  const merged = mergeHistory({ items: entries(50, 20), more: false }, { items: acts(40), more: true });
  expect(keys(merged)).toEqual(["entry 50", "act 57 40"]);
  expect(merged.next).toEqual(["acts"]);
  expect(keys(mergeHistory({ items: [], more: false }, { items: acts(5), more: false }))).toEqual(["act 57 5"]);
});
