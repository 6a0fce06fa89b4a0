import "server-only";
import type { UnreadTotal } from "@/lib/shared/unread";
import type { Context } from "../context";
import { getC2cUnreadTotal } from "../im/openim";
import { withAccountNotFound } from "./not-found";

/** How many one-to-one messages `userId` has unread in all conversations together. Throws `account_not_found`. (doc 41046) */
export async function getUnreadTotal(ctx: Context, { userId }: { userId: string }): Promise<UnreadTotal> {
  const total = await withAccountNotFound(() => getC2cUnreadTotal(ctx.im, userId, { signal: ctx.signal }));
  return { userId, total };
}
