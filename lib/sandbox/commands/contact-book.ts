import { ok, Refusal } from "../answer";
import { byteLength, isInteger, isObject, objects, optionalInteger, optionalList, optionalText, requireInteger, requireList, requireText, type Body } from "../fields";
import type { Account } from "../store/accounts";
import { conversationKey, createContactBook, type ContactBook } from "../store/contact-book";
import { requireOwner } from "./recent-contact";
import type { Commands } from "./registry";

const limits = { marks: 100, groups: 20, conversations: 1_000, nameBytes: 32, search: 300, page: 100 } as const;

function openBook(account: Account): ContactBook {
  account.contactBook ??= createContactBook();
  return account.contactBook;
}

/** `{ Type: 1, To_Account }` or `{ Type: 2, ToGroupId }`. */
function readContact(value: unknown): string {
  if (isObject(value)) {
    if (value.Type === 1) return conversationKey(1, requireText(value, "To_Account", 50002));
    if (value.Type === 2) return conversationKey(2, requireText(value, "ToGroupId", 50002));
  }
  throw new Refusal(50002, "a conversation is { Type: 1, To_Account } or { Type: 2, ToGroupId }");
}

function writeContact(key: string): Record<string, unknown> {
  return key.startsWith("1:") ? { Type: 1, To_Account: key.slice(2) } : { Type: 2, ToGroupId: key.slice(2) };
}

function readContacts(body: Body, key: string): string[] {
  return (optionalList(body, key, 50002) ?? []).map(readContact);
}

function readName(body: Body, key: string): string {
  const name = requireText(body, key, 50002);
  if (byteLength(name) > limits.nameBytes) throw new Refusal(51011, `${key} holds at most ${limits.nameBytes} bytes`);
  return name;
}

function findGroup(book: ContactBook, name: string) {
  for (const [id, group] of book.groups) if (group.name === name) return { id, ...group, group };
  throw new Refusal(51009, `there is no conversation group "${name}"`);
}

function checkSize(book: ContactBook): void {
  const grouped = new Set([...book.groups.values()].flatMap(({ members }) => [...members]));
  if (grouped.size > limits.conversations) throw new Refusal(51008, `at most ${limits.conversations} conversations`);
}

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
const groupResult = (ContactGroupId: number, GroupName: string, contacts: readonly string[]) => ({
  GroupId: ContactGroupId, GroupName, ResultItem: contacts.map((key) => ({ ContactItem: writeContact(key), ResultCode: 0, ResultInfo: "" })),
});

export const contactBookCommands = {
  /** Marks and conversation groups, 100 conversations to a page; no unread numbers. (doc 53440) */
  "recentcontact/get_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const start = optionalInteger(body, "StartIndex", 50002) ?? 0;
    const book = account.contactBook ?? createContactBook();
    const keys = new Set([...book.marks.keys(), ...[...book.groups.values()].flatMap(({ members }) => [...members])]);
    const all = [...keys];
    const page = all.slice(start, start + limits.page);
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
    if (keys.length === 0 || keys.length > limits.search) throw new Refusal(50002, `ContactItem holds 1 to ${limits.search} conversations`);
    const book = account.contactBook ?? createContactBook();
    return ok({ ContactItem: keys.map((key) => contactItem(book, key)), GroupItem: groupItems(book) });
  },

  /** Sets and clears marks of at most 100 conversations. None of them changes an unread number. (doc 53438) */
  "recentcontact/mark_contact": (state, body, { now }) => {
    const account = requireOwner(state, body);
    const items = objects(requireList(body, "MarkItem", 51006), "MarkItem", 50002);
    if (items.length > limits.marks) throw new Refusal(51006, `MarkItem holds more than ${limits.marks} marks`);
    const changes = items.map((item) => ({
      key: readContact(item.ContactItem), type: requireInteger(item, "OptType", 50002, 1, 3),
      set: bits(item, "SetMark"), clear: bits(item, "ClearMark"), custom: optionalText(item, "CustomMark") ?? "",
    }));
    const book = openBook(account);
    const ResultItem = changes.map(({ key, type, set, clear, custom }) => {
      const mark = book.marks.get(key) ?? { standard: new Set<number>(), custom: "", at: now };
      if (!book.marks.has(key) && book.marks.size >= limits.conversations) throw new Refusal(51008, `at most ${limits.conversations} conversations`);
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

  /** At most 20 groups of at most 1,000 conversations, names of at most 32 bytes. */
  "recentcontact/create_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const items = objects(requireList(body, "GroupContactItem", 50002), "GroupContactItem", 50002)
      .map((item) => ({ name: readName(item, "GroupName"), contacts: readContacts(item, "ContactItem") }));
    const book = openBook(account);
    if (book.groups.size + items.length > limits.groups) throw new Refusal(51010, `at most ${limits.groups} conversation groups`);
    const GroupResultItem = items.map(({ name, contacts }) => {
      const id = book.nextGroupId;
      book.nextGroupId += 1;
      book.groups.set(id, { name, members: new Set(contacts) });
      return groupResult(id, name, contacts);
    });
    checkSize(book);
    return ok({ GroupResultItem });
  },

  /** Renames a group, or adds (1) and removes (2) conversations. (doc 53439) */
  "recentcontact/update_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const UpdateType = requireInteger(body, "UpdateType", 50002, 1, 1);
    const update = isObject(body.UpdateGroup) ? body.UpdateGroup : {};
    const kind = requireInteger(update, "UpdateGroupType", 50002, 1, 2);
    const found = findGroup(openBook(account), readName(update, "OldGroupName"));
    if (kind === 1) found.group.name = readName(update, "NewGroupName");
    const items = objects(optionalList(update, "ContactUpdateItem", 50002) ?? [], "ContactUpdateItem", 50002);
    const contacts = items.map((item) => {
      const key = readContact(item.ContactItem);
      if (requireInteger(item, "ContactOptType", 50002, 1, 2) === 1) found.members.add(key);
      else found.members.delete(key);
      return key;
    });
    checkSize(openBook(account));
    return ok({ UpdateType, UpdateGroupResult: { UpdateGroupType: kind, ...groupResult(found.id, found.group.name, contacts) } });
  },

  /** Deletes conversation groups by name; their conversations stay. */
  "recentcontact/del_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const asked = requireList(body, "GroupName", 50002).filter((name): name is string => typeof name === "string");
    const book = openBook(account);
    for (const name of asked) book.groups.delete(findGroup(book, name).id);
    return ok();
  },
} satisfies Commands;

