import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { list, maybeInt, maybeTime, WireInt } from "./wire";

const Cursor = z.object({ TimeStamp: maybeInt, StartIndex: maybeInt, TopTimeStamp: maybeInt, TopStartIndex: maybeInt });

const ListReply = Cursor.extend({
  SessionItem: list(
    z.object({ Type: WireInt, To_Account: z.string().nullish(), GroupId: z.string().nullish(), MsgTime: maybeTime, TopFlag: maybeInt }),
  ),
  CompleteFlag: maybeInt,
});

/** A line of an account's conversation list; IM says nothing about unread there. */
export type RecentContact = { at: Date | null; pinned: boolean } & ({ kind: "c2c"; peer: string } | { kind: "group"; groupId: string });

export interface RecentContacts {
  contacts: RecentContact[];
  /** Whether IM said that this is all it keeps: at most 100 conversations, 500 on the top plan. */
  complete: boolean;
}

/** Far above the 500 conversations of the top plan, whatever the size of a page. */
const mostPages = 100;

/**
 * The conversation list of `account`, all pages of it, each conversation once. Includes pinned and empty conversations, in no certain
 * order. Rejects with IM code 50001 if there is no such account. (doc 43087)
 */
export async function getRecentContacts(im: ImClient, account: string, options?: CallOptions): Promise<RecentContacts> {
  const found = new Map<string, RecentContact>();
  const seen = new Set<string>();
  let cursor: z.infer<typeof Cursor> = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
  for (let page = 0; page < mostPages; page += 1) {
    // A page that leads back to one already read would lead round for ever.
    const position = JSON.stringify(cursor);
    if (seen.has(position)) break;
    seen.add(position);
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const reply = await im.send("recentcontact/get_list", { From_Account: account, ...cursor, AssistFlags: 7 }, ListReply, options);
    for (const item of reply.SessionItem) {
      const contact = toContact(item);
      if (contact) found.set(contact.kind === "c2c" ? `c2c ${contact.peer}` : `group ${contact.groupId}`, contact);
    }
    if (reply.CompleteFlag === 1) return { contacts: [...found.values()], complete: true };
    cursor = {
      TimeStamp: reply.TimeStamp ?? 0,
      StartIndex: reply.StartIndex ?? 0,
      TopTimeStamp: reply.TopTimeStamp ?? 0,
      TopStartIndex: reply.TopStartIndex ?? 0,
    };
  }
  return { contacts: [...found.values()], complete: false };
}

function toContact({ Type, To_Account, GroupId, MsgTime, TopFlag }: z.infer<typeof ListReply>["SessionItem"][number]): RecentContact | undefined {
  const common = { at: MsgTime, pinned: TopFlag === 1 };
  if (Type === 1 && To_Account) return { kind: "c2c", peer: To_Account, ...common };
  if (Type === 2 && GroupId) return { kind: "group", groupId: GroupId, ...common };
  return undefined;
}
