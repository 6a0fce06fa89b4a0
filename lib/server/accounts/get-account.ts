import "server-only";
import type { Account } from "@/lib/shared/accounts";
import { AppError } from "@/lib/shared/errors";
import type { Context } from "../context";
import { ImError } from "../im/errors";
import { checkAccounts } from "../im/login";
import { queryOnlineStatus } from "../im/openim";
import { getPortraits } from "../im/profile";

/**
 * What IM knows of one account. An account that was never imported comes back with `exists: false`. Name, avatar and online state are
 * extras: where IM refuses them they are null and `unknown`, and the rest stands. (docs 34956, 34917, 35477)
 */
export async function getAccount(ctx: Context, { userId }: { userId: string }): Promise<Account> {
  const options = { signal: ctx.signal };
  const [known, portraits, statuses] = await Promise.all([
    checkAccounts(ctx.im, [userId], options),
    orNothing(getPortraits(ctx.im, [userId], options)),
    orNothing(queryOnlineStatus(ctx.im, [userId], options)),
  ]);
  const exists = known.get(userId);
  if (exists === undefined) throw new AppError("im_bad_answer", "IM did not say whether this account exists.");
  const portrait = portraits?.get(userId);
  return {
    userId,
    exists,
    nick: portrait?.nick ?? null,
    avatar: portrait?.avatar ?? null,
    online: statuses?.get(userId)?.status ?? "unknown",
    platforms: statuses?.get(userId)?.platforms ?? [],
  };
}

async function orNothing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (error instanceof ImError) return undefined;
    throw error;
  });
}
