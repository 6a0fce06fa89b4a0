import * as z from "zod/mini";
import { ConfirmProtected, Reason, Ticket, UserId } from "./ids";

/** What a write did, found by reading before and after it. */
export const effects = ["changed", "unchanged", "clamped", "no_effect", "unverified"] as const;
export const Effect = z.enum(effects);
export type Effect = z.infer<typeof Effect>;

/** A failure that concerns one item of a list. */
export const ItemError = z.object({
  code: z.string(),
  message: z.string(),
  im: z.optional(
    z.object({ code: z.number(), info: z.string(), command: z.optional(z.string()), meaning: z.optional(z.string()), advice: z.optional(z.string()) }),
  ),
});
export type ItemError = z.infer<typeof ItemError>;

export const UnreadTotal = z.object({ userId: z.string(), total: z.int() });
export type UnreadTotal = z.infer<typeof UnreadTotal>;

const peers = (max: number, tooMany: string) =>
  z.array(UserId, "peers_required").check(z.minLength(1, "peers_required"), z.maxLength(max, tooMany));

export const PeersUnreadInput = z.object({ peers: peers(1000, "peers_too_many_1000") });
export type PeersUnreadInput = z.infer<typeof PeersUnreadInput>;

export const ConversationUnread = z.union([
  z.object({ peer: z.string(), unread: z.int() }),
  z.object({ peer: z.string(), error: ItemError }),
]);
export type ConversationUnread = z.infer<typeof ConversationUnread>;

/** In the order asked; a peer asked twice stands there twice. */
export const PeersUnread = z.object({ userId: z.string(), conversations: z.array(ConversationUnread) });
export type PeersUnread = z.infer<typeof PeersUnread>;

/** IM takes second 0 for no time at all, which would mark everything read. (contract 18) */
const UpTo = z.iso.datetime({ offset: true, error: "up_to_not_a_time" }).check(z.refine((time) => Date.parse(time) >= 1000, "up_to_not_a_time"));

export const MarkReadInput = z.object({
  peers: peers(500, "peers_too_many_500"),
  upTo: z.optional(UpTo),
  reason: z.optional(Reason),
  ticket: z.optional(Ticket),
  confirmProtected: ConfirmProtected,
});
export type MarkReadInput = z.infer<typeof MarkReadInput>;

/** `null` stands for a number that could not be read; it is never shown as 0. */
export const MarkReadItem = z.union([
  z.object({ peer: z.string(), before: z.nullable(z.int()), after: z.nullable(z.int()), effect: Effect }),
  z.object({ peer: z.string(), before: z.optional(z.nullable(z.int())), error: ItemError }),
]);
export type MarkReadItem = z.infer<typeof MarkReadItem>;

export const MarkReadResult = z.object({ results: z.array(MarkReadItem) });
export type MarkReadResult = z.infer<typeof MarkReadResult>;
