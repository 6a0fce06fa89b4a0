import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsvLine } from "@/lib/shared/csv";
import { matchColumns, templateCsv } from "@/lib/server/jobs/file";
import { readFile } from "./read";

const groups = [
  { name: "GroupId", required: true, aliases: ["群ID"] },
  { name: "Member_Account", required: true, aliases: ["账号"] },
  { name: "UnreadMsgNum", required: true },
];
const marks = [
  { name: "Report_Account", required: true },
  { name: "Peer_Account", required: true },
  { name: "MsgReadTime", required: false },
];

describe("sure", () => {
  test.for([
    [["GroupId", "Member_Account", "UnreadMsgNum"]],
    [["group_id", "MEMBER ACCOUNT", "unread-msg.num"]],
    [["群id", "账号", "ＵｎｒｅａｄＭｓｇＮｕｍ"]],
  ])("%j are the columns asked for", ([head]) => {
    expect(matchColumns(head ?? [], groups)).toEqual({ columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 }, sure: true });
  });

  test("order does not matter, nor do columns that nobody asked for", () => {
    expect(matchColumns(["note", "UnreadMsgNum", "", "Member_Account", "GroupId"], groups)).toEqual({ columns: { GroupId: 4, Member_Account: 3, UnreadMsgNum: 1 }, sure: true });
  });

  test("a column that may be missing may be missing", () => {
    expect(matchColumns(["Report_Account", "Peer_Account"], marks)).toEqual({ columns: { Report_Account: 0, Peer_Account: 1, MsgReadTime: null }, sure: true });
  });

  test("a result file is as good as the file it came of", () => {
    expect(matchColumns(["Report_Account", "Peer_Account", "status", "effect", "before", "after", "code", "message", "advice"], marks).sure).toBe(true);
  });
});

describe("unsure", () => {
  test("a required column that is not there", () => {
    expect(matchColumns(["GroupId", "Member_Account"], groups)).toEqual({ columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: null }, sure: false });
  });

  test("a column that is there twice: the first is offered", () => {
    expect(matchColumns(["GroupId", "Member_Account", "UnreadMsgNum", "group id"], groups)).toEqual({ columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 }, sure: false });
    expect(matchColumns(["群ID", "GroupId", "Member_Account", "UnreadMsgNum"], groups)).toMatchObject({ columns: { GroupId: 1 }, sure: false });
  });

  test("names that hold the one asked for, or a part of it, are guesses; the longer part wins", () => {
    expect(matchColumns(["MyGroupId", "account", "msg", "UnreadMsg"], groups)).toEqual({ columns: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 3 }, sure: false });
  });

  test("a guess at a column that may be missing has to be confirmed too", () => {
    expect(matchColumns(["Report_Account", "Peer_Account", "time"], marks)).toEqual({ columns: { Report_Account: 0, Peer_Account: 1, MsgReadTime: 2 }, sure: false });
  });

  test("what a result file adds is never guessed at, and is taken where it is asked for", () => {
    expect(matchColumns(["message"], [{ name: "message_text", required: true }])).toEqual({ columns: { message_text: null }, sure: false });
    expect(matchColumns(["message"], [{ name: "Message", required: true }])).toEqual({ columns: { Message: 0 }, sure: true });
  });

  test("no column is two things at once", () => {
    const head = fc.array(fc.constantFrom("GroupId", "group", "account", "Member_Account", "msg", "num", "", "code"), { maxLength: 6 });
    fc.assert(
      fc.property(head, (names) => {
        const { columns, sure } = matchColumns(names, groups);
        const found = Object.values(columns).filter((index) => index !== null);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((index) => index < names.length)).toBe(true);
        if (sure) expect(found).toHaveLength(3);
      }),
    );
  });
});

test("a template is read as it is meant", async () => {
  const template = templateCsv(["GroupId", "note"], [["@TGS#2CLUZEAEJ", "a, b"]]);
  expect(template).toBe(toCsvLine(["GroupId", "note"]) + toCsvLine(["@TGS#2CLUZEAEJ", "a, b"]));
  const { head, rows } = await readFile(template);
  expect(head.columns).toEqual(["GroupId", "note"]);
  expect(rows).toEqual([{ row: 2, cells: ["@TGS#2CLUZEAEJ", "a, b"] }]);
});
