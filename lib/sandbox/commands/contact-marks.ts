import { ok, Refusal } from "../answer";
import { isInteger, objects, optionalInteger, optionalList, optionalText, requireInteger, requireList, type Body } from "../fields";
import { createContactBook, type ContactBook } from "../store/contact-book";
import { maxConversations, openBook, readContact, readContacts, writeContact } from "./contact-common";
import { requireOwner } from "./recent-contact";
import type { Commands } from "./registry";

const maxMarks = 100;
const maxSearched = 300;
const pageSize = 100;

/** 64 bits as text, mark 0 first: bit 2 is the "marked as unread" flag, which is no count. */
function markBits(marks: ReadonlySet<number>): string {
  return Array.from({ length: 64 }, (_, bit) => (marks.has(bit) ? "1" : "0")).join("");
}

function contactItem(book: ContactBook, key: string): Record<string, unknown> {
  const mark = book.marks.get(key);
  const ContactGroupId = [...book.groups].filter(([, { members }]) => members.has(key)).map(([id]) => id);
  return {
    ...writeContact(key),
    StandardMark: markBits(mark?.standard ?? new Set()), CustomMark: mark?.custom ?? "", ContactGroupId, Timestamp: mark?.at ?? 0,
  };
}

function bits(item: Body, key: string): number[] {
  return (optionalList(item, key, 50002) ?? []).map((bit) => {
    if (!isInteger(bit, 0, 63)) throw new Refusal(50002, `${key} holds bits from 0 to 63`);
    return bit;
  });
}

const groupItems = (book: ContactBook) => [...book.groups].map(([GroupId, { name }]) => ({ GroupId, GroupName: name }));

export const contactMarkCommands = {
  /** Marks and conversation groups, 100 conversations to a page; no unread numbers. (doc 53440) */
  "recentcontact/get_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const start = optionalInteger(body, "StartIndex", 50002) ?? 0;
    const book = account.contactBook ?? createContactBook();
    const keys = new Set([...book.marks.keys(), ...[...book.groups.values()].flatMap(({ members }) => [...members])]);
    const all = [...keys];
    const page = all.slice(start, start + pageSize);
    const complete = start + page.length >= all.length;
    return ok({
      ContactItem: page.map((key) => contactItem(book, key)), GroupItem: groupItems(book),
      CompleteFlag: complete ? 1 : 0, NextStartIndex: complete ? 0 : start + page.length,
    });
  },

  /** The same for at most 300 named conversations. (doc 53442) */
  "recentcontact/search_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const keys = readContacts(body, "ContactItem");
    if (keys.length === 0 || keys.length > maxSearched) throw new Refusal(50002, `ContactItem holds 1 to ${maxSearched} conversations`);
    const book = account.contactBook ?? createContactBook();
    return ok({ ContactItem: keys.map((key) => contactItem(book, key)), GroupItem: groupItems(book) });
  },

  /** Sets and clears marks of at most 100 conversations. None of them changes an unread number. (doc 53438) */
  "recentcontact/mark_contact": (state, body, { now }) => {
    const account = requireOwner(state, body);
    const items = objects(requireList(body, "MarkItem", 51006), "MarkItem", 50002);
    if (items.length > maxMarks) throw new Refusal(51006, `MarkItem holds more than ${maxMarks} marks`);
    const changes = items.map((item) => ({
      key: readContact(item.ContactItem), type: requireInteger(item, "OptType", 50002, 1, 3),
      set: bits(item, "SetMark"), clear: bits(item, "ClearMark"), custom: optionalText(item, "CustomMark") ?? "",
    }));
    const book = openBook(account);
    const ResultItem = changes.map(({ key, type, set, clear, custom }) => {
      const mark = book.marks.get(key) ?? { standard: new Set<number>(), custom: "", at: now };
      if (!book.marks.has(key) && book.marks.size >= maxConversations) throw new Refusal(51008, `at most ${maxConversations} conversations`);
      book.marks.set(key, mark);
      mark.at = now;
      if (type !== 2) {
        for (const bit of clear) mark.standard.delete(bit);
        for (const bit of set) mark.standard.add(bit);
      }
      if (type !== 1) mark.custom = custom;
      return { ContactItem: writeContact(key), ResultCode: 0, ResultInfo: "" };
    });
    return ok({ ResultItem });
  },
} satisfies Commands;
