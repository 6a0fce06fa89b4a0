import { describe, expect, test } from "vitest";
import { columnProblems, otherKind } from "@/components/jobs/match-columns";
import type { JobKindInfo } from "@/lib/shared/jobs";

const column = (name: string, required = true) => ({ name, required });
const kinds: JobKindInfo[] = [
  { kind: "set_group_unread", columns: [column("GroupId"), column("Member_Account"), column("UnreadMsgNum")], writes: true, reversible: true },
  { kind: "mark_read", columns: [column("Report_Account"), column("Peer_Account"), column("MsgReadTime", false)], writes: true, reversible: false },
  { kind: "query_unread", columns: [column("To_Account"), column("Peer_Account", false)], writes: false, reversible: false },
];

describe("a choice of columns", () => {
  const columns = [column("Report_Account"), column("Peer_Account"), column("MsgReadTime", false)];

  test("is complete without the optional ones", () => {
    expect(columnProblems(columns, { Report_Account: 1, Peer_Account: 0, MsgReadTime: null })).toEqual({});
    expect(columnProblems(columns, { Report_Account: 1, Peer_Account: 0 })).toEqual({});
  });

  test("lacks what is required", () => {
    expect(columnProblems(columns, { Report_Account: null })).toEqual({ Report_Account: "missing", Peer_Account: "missing" });
  });

  test("uses no column twice, and complains about the later one", () => {
    expect(columnProblems(columns, { Report_Account: 0, Peer_Account: 0, MsgReadTime: 0 })).toEqual({ Peer_Account: "twice", MsgReadTime: "twice" });
  });
});

describe("a header", () => {
  test.each([
    ["that fits its own kind says nothing of others", "query_unread", ["to account", "PEER_ACCOUNT"], undefined],
    ["of another kind is recognised whatever its case, blanks and underscores", "set_group_unread", ["reportaccount", "Peer Account", "note"], "mark_read"],
    ["that fits nothing is of no kind", "mark_read", ["a", "b"], undefined],
    ["that fits two others is of the one that uses more of it", "set_group_unread", ["To_Account", "Report_Account", "Peer_Account", "MsgReadTime"], "mark_read"],
  ] as const)("%s", (_name, kind, columns, found) => {
    expect(otherKind(kinds, { kind, columns: [...columns] })).toBe(found);
  });
});
