import { ok, Refusal } from "../answer";
import { byteLength, isObject, objects, optionalList, requireInteger, requireList, requireText, type Body } from "../fields";
import type { ContactBook } from "../store/contact-book";
import { maxConversations, openBook, readContact, readContacts, writeContact } from "./contact-common";
import { requireOwner } from "./recent-contact";
import type { Commands } from "./registry";

const maxGroups = 20;
const maxNameBytes = 32;

function readName(body: Body, key: string): string {
  const name = requireText(body, key, 50002);
  if (byteLength(name) > maxNameBytes) throw new Refusal(51011, `${key} holds at most ${maxNameBytes} bytes`);
  return name;
}

function findGroup(book: ContactBook, name: string) {
  for (const [id, group] of book.groups) if (group.name === name) return { id, ...group, group };
  throw new Refusal(51009, `there is no conversation group "${name}"`);
}

/** Refuses before anything is written when the groups would hold too many conversations with `added`. */
function checkSize(book: ContactBook, added: readonly string[]): void {
  const grouped = new Set([...added, ...[...book.groups.values()].flatMap(({ members }) => [...members])]);
  if (grouped.size > maxConversations) throw new Refusal(51008, `at most ${maxConversations} conversations`);
}

const groupResult = (ContactGroupId: number, GroupName: string, contacts: readonly string[]) => ({
  GroupId: ContactGroupId, GroupName, ResultItem: contacts.map((key) => ({ ContactItem: writeContact(key), ResultCode: 0, ResultInfo: "" })),
});

export const contactGroupCommands = {
  /** At most 20 groups of at most 1,000 conversations, names of at most 32 bytes. */
  "recentcontact/create_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const items = objects(requireList(body, "GroupContactItem", 50002), "GroupContactItem", 50002)
      .map((item) => ({ name: readName(item, "GroupName"), contacts: readContacts(item, "ContactItem") }));
    const book = openBook(account);
    if (book.groups.size + items.length > maxGroups) throw new Refusal(51010, `at most ${maxGroups} conversation groups`);
    checkSize(book, items.flatMap(({ contacts }) => contacts));
    const GroupResultItem = items.map(({ name, contacts }) => {
      const id = book.nextGroupId;
      book.nextGroupId += 1;
      book.groups.set(id, { name, members: new Set(contacts) });
      return groupResult(id, name, contacts);
    });
    return ok({ GroupResultItem });
  },

  /** Renames a group, or adds (1) and removes (2) conversations. (doc 53439) */
  "recentcontact/update_contact_group": (state, body) => {
    const account = requireOwner(state, body);
    const UpdateType = requireInteger(body, "UpdateType", 50002, 1, 1);
    const update = isObject(body.UpdateGroup) ? body.UpdateGroup : {};
    const kind = requireInteger(update, "UpdateGroupType", 50002, 1, 2);
    const found = findGroup(openBook(account), readName(update, "OldGroupName"));
    const items = objects(optionalList(update, "ContactUpdateItem", 50002) ?? [], "ContactUpdateItem", 50002)
      .map((item) => ({ key: readContact(item.ContactItem), adds: requireInteger(item, "ContactOptType", 50002, 1, 2) === 1 }));
    checkSize(openBook(account), items.filter(({ adds }) => adds).map(({ key }) => key));
    if (kind === 1) found.group.name = readName(update, "NewGroupName");
    for (const { key, adds } of items) {
      if (adds) found.members.add(key);
      else found.members.delete(key);
    }
    const contacts = items.map(({ key }) => key);
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

