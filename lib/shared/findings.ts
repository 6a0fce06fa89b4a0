import * as z from "zod/mini";
import { Bilingual } from "./bilingual";

/**
 * `fixable`: from this console. `not_from_server`: the server cannot mend it, or not surely; the next step lies elsewhere.
 * `nothing_wrong`: explains a number that is as it should be.
 */
export const verdicts = ["fixable", "not_from_server", "nothing_wrong"] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/** One number or fact that a finding rests on, and whose it is. `null` is a number that could not be read. */
export const Evidence = z.object({
  label: Bilingual,
  value: z.nullable(z.union([z.int(), z.string()])),
  account: z.optional(z.string()),
  groupId: z.optional(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

/** What the console can do about a finding, with everything that the act needs. */
export const Fix = z.union([
  z.object({ kind: z.literal("find_missing"), missing: z.int() }),
  z.object({ kind: z.literal("mark_read"), peers: z.array(z.string()) }),
  z.object({ kind: z.literal("set_group_unread"), groupId: z.string(), unread: z.int() }),
  z.object({ kind: z.literal("check_marks") }),
]);
export type Fix = z.infer<typeof Fix>;

/** Something about an account's unread numbers that explains a wrong badge, or that looks wrong and is not. */
export const Finding = z.object({
  code: z.string(),
  verdict: Verdict,
  /** What was found, in one sentence with its numbers. */
  title: Bilingual,
  /** The next step of whoever reads it. */
  next: Bilingual,
  evidence: z.array(Evidence),
  fix: z.nullable(Fix),
});
export type Finding = z.infer<typeof Finding>;
