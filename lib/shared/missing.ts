import * as z from "zod/mini";
import { UserId } from "./ids";

/** IM calls that one search may spend. */
export const missingCalls = 40;

/** Where candidates come from, in the order they are tried. */
export const missingSources = ["changes", "marks", "groups"] as const;

export const MissingInput = z.object({
  /** Peers already on screen; they are not asked about again. */
  known: z.array(UserId).check(z.maxLength(1000, "peers_too_many_1000")),
  /** How many unread messages are unexplained; the search ends when it has found that many. */
  missing: z.int().check(z.gte(1, "invalid")),
  /** Candidates to pass over, from the `next` of the search before; none unless told. */
  skip: z.optional(z.int().check(z.gte(0, "invalid"), z.lte(100_000, "invalid"))),
});
export type MissingInput = z.infer<typeof MissingInput>;

export const FoundConversation = z.object({ peer: z.string(), nick: z.nullable(z.string()), unread: z.int() });
export type FoundConversation = z.infer<typeof FoundConversation>;

/** A line of the answer: progress so far, and in the last one how it ended. `found` holds what is new since the line before. */
export const MissingLine = z.object({
  source: z.enum(missingSources),
  /** The group whose members are being tried. */
  groupId: z.optional(z.string()),
  checked: z.int(),
  calls: z.int(),
  found: z.array(FoundConversation),
  /** What is still unexplained. */
  remaining: z.int(),
  /** `explained`: all of it was found. `exhausted`: no candidate is left. `limit`: the calls are spent; go on from `next`. */
  end: z.optional(z.enum(["explained", "exhausted", "limit"])),
  next: z.optional(z.int()),
  /** Sources that could not be read; what they would have given is not among the candidates. */
  failed: z.optional(z.array(z.enum(missingSources))),
});
export type MissingLine = z.infer<typeof MissingLine>;
