import "server-only";
import type { Marks } from "@/lib/shared/marks";
import type { Context } from "../context";
import { getContactGroups } from "../im/contact-group";
import { isImCode } from "../im/errors";
import { accountNotFound } from "../unread/not-found";

/**
 * The conversations of `userId` that somebody marked as unread: clients show a dot there, and nothing is counted. Throws
 * `account_not_found`, and `im_refused` (51013) where the app's plan has no marks, which is not "none". (doc 53440)
 */
export async function readMarks(ctx: Context, { userId }: { userId: string }): Promise<Marks> {
  try {
    const { contacts, complete } = await getContactGroups(ctx.im, userId, { signal: ctx.signal });
    const flagged = contacts.filter((contact) => contact.flagged);
    return { flagged: flagged.map((contact) => (contact.kind === "c2c" ? { kind: "c2c", peer: contact.peer } : { kind: "group", groupId: contact.groupId })), complete };
  } catch (error) {
    throw isImCode(error, 50001) ? accountNotFound(error) : error;
  }
}
