import * as z from "zod/mini";
import { SdkAppId, UserId } from "./ids";

export const ConversationPath = z.object({ app: SdkAppId, userId: UserId, peer: UserId });

/** A message as the console may show it: never what it says. */
export const TimelineMessage = z.object({
  key: z.string(),
  /** Whole seconds; that is all IM keeps. */
  at: z.string(),
  direction: z.enum(["in", "out"]),
  /** The type of its elements as on the wire, for example `TIMTextElem`. */
  kinds: z.array(z.string()),
  /** Size of its body in bytes, as JSON. */
  bytes: z.int(),
  recalled: z.boolean(),
});
export type TimelineMessage = z.infer<typeof TimelineMessage>;

export const TimelineQuery = z.object({ cursor: z.optional(z.string().check(z.maxLength(200, "cursor"))) });

/** Newest first; `nextCursor` leads to older ones, as far back as IM keeps history (7 days unless the plan says more). */
export const Timeline = z.object({ messages: z.array(TimelineMessage), nextCursor: z.nullable(z.string()) });
export type Timeline = z.infer<typeof Timeline>;
