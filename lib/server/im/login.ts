import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { batchSizes } from "./limits";
import { mapSideBySide, splitUnique } from "./split";
import { list, WireInt } from "./wire";

const CheckReply = z.object({ ResultItem: list(z.object({ UserID: z.string(), ResultCode: WireInt.nullish(), AccountStatus: z.string().nullish() })) });

/** Whether accounts exist, by account; left out where IM could not tell. Sent in hundreds, at most 100 calls a second. (doc 34956) */
export async function checkAccounts(im: ImClient, userIds: readonly string[], options?: CallOptions): Promise<Map<string, boolean>> {
  const replies = await mapSideBySide(splitUnique(userIds, batchSizes.accounts), (part) =>
    im.send("im_open_login_svc/account_check", { CheckItem: part.map((UserID) => ({ UserID })) }, CheckReply, options),
  );
  return new Map(
    replies
      .flatMap((reply) => reply.ResultItem)
      .filter((item) => (item.ResultCode ?? 0) === 0 && item.AccountStatus)
      .map((item) => [item.UserID, item.AccountStatus === "Imported"]),
  );
}
