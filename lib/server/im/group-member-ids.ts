import "server-only";
import { z } from "zod";
import type { CallOptions, ImClient } from "./client";
import { ImError, imRefusal } from "./errors";
import { list, WireInt } from "./wire";

const getInfo = "group_open_http_svc/get_group_info";
const MemberIdsReply = z.object({
  GroupInfo: list(z.object({ GroupId: z.string(), ErrorCode: WireInt.nullish(), ErrorInfo: z.string().nullish(), MemberList: list(z.object({ Member_Account: z.string() })) })),
});

/** Who is in a group, or why that could not be read. */
export type MemberIds = { groupId: string; members: string[]; error?: undefined } | { groupId: string; error: ImError; members?: undefined };

/**
 * Who is in each of at most 50 groups, in one call; in the order asked. An answer above 1 MB is refused with IM code 10018, so ask
 * for small groups together. Of some groups IM may list nobody here: then their members are read page by page. (doc 34961)
 */
export async function getMemberIds(im: ImClient, groupIds: readonly string[], options?: CallOptions): Promise<MemberIds[]> {
  const body = { GroupIdList: groupIds, ResponseFilter: { GroupBaseInfoFilter: ["Type"], MemberInfoFilter: ["Account"] } };
  const reply = await im.send(getInfo, body, MemberIdsReply, options);
  const byId = new Map(reply.GroupInfo.map((item) => [item.GroupId, item]));
  return groupIds.map((groupId) => {
    const item = byId.get(groupId);
    if (!item) return { groupId, error: imRefusal(getInfo, 10010) };
    if (item.ErrorCode) return { groupId, error: imRefusal(getInfo, item.ErrorCode, item.ErrorInfo ?? "") };
    return { groupId, members: item.MemberList.map(({ Member_Account }) => Member_Account) };
  });
}
