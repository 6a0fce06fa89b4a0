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

/** Which of a hundred accounts may be asked about again, after one that IM does not know spoiled the answer for all of them. */
export type FindKnown = (userIds: string[]) => Promise<string[]>;

/**
 * Nick names and avatars, by account; accounts that do not exist or cannot be read are left out. Sent in hundreds. A hundred refused
 * for an unknown account (40003) is asked about once more, without those that `findKnown` leaves out: a caller that knows who is gone
 * spares IM the question. (docs 34917, 34956)
 */
export async function getPortraits(im: ImClient, userIds: readonly string[], { findKnown, ...options }: CallOptions & { findKnown?: FindKnown } = {}): Promise<Map<string, Portrait>> {
  const known = findKnown ?? ((hundred) => askWhoExists(im, hundred, options));
  const parts = await mapSideBySide(splitUnique(userIds, batchSizes.portraits), (part) => getHundred(im, part, known, options));
  return new Map(parts.flat());
}

async function getHundred(im: ImClient, userIds: string[], findKnown: FindKnown, options: CallOptions): Promise<[string, Portrait][]> {
  try {
    return await askHundred(im, userIds, options);
  } catch (error) {
    if (!isImCode(error, 40003)) throw error;
    const known = await findKnown(userIds);
    return known.length === 0 ? [] : askHundred(im, known, options);
  }
}

async function askWhoExists(im: ImClient, userIds: string[], options: CallOptions): Promise<string[]> {
  const exists = await checkAccounts(im, userIds, options);
  const known = userIds.filter((userId) => exists.get(userId));
  // If all exist, the same question would be refused again.
  return known.length === userIds.length ? [] : known;
}

async function askHundred(im: ImClient, userIds: string[], options: CallOptions): Promise<[string, Portrait][]> {
  const reply = await im.send("profile/portrait_get", { To_Account: userIds, TagList: [nickTag, avatarTag] }, PortraitReply, options);
  return reply.UserProfileItem.filter((item) => (item.ResultCode ?? 0) === 0).map((item) => {
    const valueOf = (tag: string) => item.ProfileItem.find(({ Tag }) => Tag === tag)?.Value?.toString() || null;
    return [item.To_Account, { nick: valueOf(nickTag), avatar: valueOf(avatarTag) }];
  });
}
