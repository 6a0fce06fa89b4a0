import { Refusal } from "../answer";
import { isObject, optionalList, requireText, type Body } from "../fields";
import type { Account } from "../store/accounts";
import { conversationKey, createContactBook, type ContactBook } from "../store/contact-book";

/** At most this many conversations with marks, and as many in conversation groups: 51008 above. */
export const maxConversations = 1_000;

export function openBook(account: Account): ContactBook {
  account.contactBook ??= createContactBook();
  return account.contactBook;
}

/** `{ Type: 1, To_Account }` or `{ Type: 2, ToGroupId }`. */
export function readContact(value: unknown): string {
  if (isObject(value)) {
    if (value.Type === 1) return conversationKey(1, requireText(value, "To_Account", 50002));
    if (value.Type === 2) return conversationKey(2, requireText(value, "ToGroupId", 50002));
  }
  throw new Refusal(50002, "a conversation is { Type: 1, To_Account } or { Type: 2, ToGroupId }");
}

export function writeContact(key: string): Record<string, unknown> {
  return key.startsWith("1:") ? { Type: 1, To_Account: key.slice(2) } : { Type: 2, ToGroupId: key.slice(2) };
}

export function readContacts(body: Body, key: string): string[] {
  return (optionalList(body, key, 50002) ?? []).map(readContact);
}
