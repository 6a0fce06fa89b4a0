import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { isImCode } from "./errors";
import { batchSizes } from "./limits";
import { checkAccounts } from "./login";
import { mapSideBySide, splitUnique } from "./split";
import { list, WireInt } from "./wire";

const PortraitReply = z.object({
  UserProfileItem: list(
    z.object({
      To_Account: z.string(),
      ResultCode: WireInt.nullish(),
      ProfileItem: list(z.object({ Tag: z.string(), Value: z.union([z.string(), z.number()]).nullish() })),
    }),
  ),
});

export interface Portrait {
  nick: string | null;
  avatar: string | null;
}

const nickTag = "Tag_Profile_IM_Nick";
const avatarTag = "Tag_Profile_IM_Image";

/** Nick names and avatars, by account; accounts that do not exist or cannot be read are left out. Sent in hundreds. (doc 34917) */
export async function getPortraits(im: ImClient, userIds: readonly string[], options?: CallOptions): Promise<Map<string, Portrait>> {
  const parts = await mapSideBySide(splitUnique(userIds, batchSizes.portraits), (part) => getHundred(im, part, options));
  return new Map(parts.flat());
}

async function getHundred(im: ImClient, userIds: string[], options: CallOptions | undefined): Promise<[string, Portrait][]> {
  try {
    return await askHundred(im, userIds, options);
  } catch (error) {
    if (!isImCode(error, 40003)) throw error;
    // One unknown account can spoil the whole call: ask again for those that exist.
    const exists = await checkAccounts(im, userIds, options);
    const known = userIds.filter((userId) => exists.get(userId));
    return known.length === 0 || known.length === userIds.length ? [] : askHundred(im, known, options);
  }
}

async function askHundred(im: ImClient, userIds: string[], options: CallOptions | undefined): Promise<[string, Portrait][]> {
  const reply = await im.send("profile/portrait_get", { To_Account: userIds, TagList: [nickTag, avatarTag] }, PortraitReply, options);
  return reply.UserProfileItem.filter((item) => (item.ResultCode ?? 0) === 0).map((item) => {
    const valueOf = (tag: string) => item.ProfileItem.find(({ Tag }) => Tag === tag)?.Value?.toString() || null;
    return [item.To_Account, { nick: valueOf(nickTag), avatar: valueOf(avatarTag) }];
  });
}
