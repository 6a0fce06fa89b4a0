import * as z from "zod/mini";

/** Conversations that somebody marked as unread: a flag that clients show as a dot, and no count. (contract 8.3) */
export const Marks = z.object({
  flagged: z.array(z.union([z.object({ kind: z.literal("c2c"), peer: z.string() }), z.object({ kind: z.literal("group"), groupId: z.string() })])),
  /** Whether all of the account's marked conversations could be read. */
  complete: z.boolean(),
});
export type Marks = z.infer<typeof Marks>;
