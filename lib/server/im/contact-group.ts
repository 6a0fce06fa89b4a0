import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { list, maybeInt, maybeText, WireInt } from "./wire";

const ContactsReply = z.object({
  ContactItem: list(z.object({ Type: WireInt, To_Account: maybeText, ToGroupId: maybeText, StandardMark: maybeText })),
  CompleteFlag: maybeInt,
  NextStartIndex: maybeInt,
});

/** A conversation that carries a mark or stands in a conversation group. */
export type MarkedContact = {
  /** Somebody marked it as unread: a flag that clients show as a dot, and no count. */
  flagged: boolean;
} & ({ kind: "c2c"; peer: string } | { kind: "group"; groupId: string });

export interface MarkedContacts {
  contacts: MarkedContact[];
  /** Whether IM said that these are all. */
  complete: boolean;
}

/** Far above the 1,000 conversations with marks and 1,000 in groups that IM keeps, whatever the size of a page. */
const mostPages = 100;
const unreadMark = 2;

/**
 * Every conversation of `account` that carries a mark or stands in a conversation group, all pages, each once; no unread numbers.
 * The mark "unread" is bit 2 of a bit string; that the string begins with bit 0 is not confirmed. Rejects with IM code 50001 if
 * there is no such account, and 51013 where the app's plan has no marks. (doc 53440)
 */
export async function getContactGroups(im: ImClient, account: string, options?: CallOptions): Promise<MarkedContacts> {
  const found = new Map<string, MarkedContact>();
  const seen = new Set<number>();
  let start = 0;
  // A page that leads back to one already read would lead round for ever.
  while (!seen.has(start) && seen.size < mostPages) {
    seen.add(start);
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const reply = await im.send("recentcontact/get_contact_group", { From_Account: account, StartIndex: start }, ContactsReply, options);
    for (const item of reply.ContactItem) {
      const contact = toContact(item);
      if (contact) found.set(contact.kind === "c2c" ? `c2c ${contact.peer}` : `group ${contact.groupId}`, contact);
    }
    if (reply.CompleteFlag === 1) return { contacts: [...found.values()], complete: true };
    start = reply.NextStartIndex ?? 0;
  }
  return { contacts: [...found.values()], complete: false };
}

function toContact({ Type, To_Account, ToGroupId, StandardMark }: z.infer<typeof ContactsReply>["ContactItem"][number]): MarkedContact | undefined {
  const flagged = StandardMark?.[unreadMark] === "1";
  if (Type === 1 && To_Account) return { kind: "c2c", peer: To_Account, flagged };
  if (Type === 2 && ToGroupId) return { kind: "group", groupId: ToGroupId, flagged };
  return undefined;
}
