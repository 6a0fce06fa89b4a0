import "server-only";
import type { ImClient } from "../im/client";
import { ImError } from "../im/errors";
import { getMemberIds } from "../im/group-member-ids";
import { getGroupMembers } from "../im/group-members";
import { getJoinedGroups, type JoinedGroup } from "../im/joined-groups";
import { batchSizes } from "../im/limits";
import type { Candidate } from "./candidates";

/** Members that one call may list over all its groups: far below the 1 MB that IM answers at most. */
const mostTogether = 1000;

/**
 * The members of every group `userId` is in, the smallest groups first; AVChatRoom groups have no list of members. Small groups are
 * read up to 50 in a call, large ones a hundred members at a time, and every call yields, were it nobody. A group that cannot be read
 * is told to `onFailure` and left out.
 */
export async function* membersOfGroups(im: ImClient, userId: string, onFailure: () => void): AsyncGenerator<Candidate[]> {
  const groups = (await getJoinedGroups(im, { account: userId })).filter(({ type }) => type !== "AVChatRoom");
  for (const pack of packGroups(groups)) yield* membersOfPack(im, pack, onFailure);
}

/** Groups in the order they are read, in parts that one call can list; one that is too large for that, or of unknown size, is alone. */
export function packGroups(groups: readonly JoinedGroup[]): JoinedGroup[][] {
  const packs: JoinedGroup[][] = [];
  let members = Number.POSITIVE_INFINITY;
  // The order must be the same each time, so that a search can go on where another ended.
  for (const group of groups.toSorted((a, b) => sizeOf(a) - sizeOf(b) || compare(a.groupId, b.groupId))) {
    const pack = packs.at(-1);
    members += sizeOf(group);
    if (pack && members <= mostTogether && pack.length < batchSizes.groups) {
      pack.push(group);
    } else {
      packs.push([group]);
      members = sizeOf(group);
    }
  }
  return packs;
}

async function* membersOfPack(im: ImClient, pack: JoinedGroup[], onFailure: () => void): AsyncGenerator<Candidate[]> {
  let paged = pack;
  if (pack.every((group) => sizeOf(group) <= mostTogether)) {
    const lists = await orFailure(getMemberIds(im, pack.map(({ groupId }) => groupId)), onFailure);
    yield lists?.flatMap(({ groupId, members = [] }) => members.map((peer) => ({ peer, groupId }))) ?? [];
    if (!lists) return;
    for (const { error } of lists) if (error) onFailure();
    // Listed as empty there or cut short, a group is read by pages.
    const listed = new Map(lists.map(({ groupId, members, error }) => [groupId, error ? Number.POSITIVE_INFINITY : members.length]));
    paged = pack.filter((group) => (listed.get(group.groupId) ?? 0) < sizeOf(group));
  }
  for (const group of paged) yield* membersByPages(im, group, onFailure);
}

async function* membersByPages(im: ImClient, { groupId, type }: JoinedGroup, onFailure: () => void): AsyncGenerator<Candidate[]> {
  let cursor: string | undefined;
  do {
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = await orFailure(getGroupMembers(im, { groupId, type, cursor }), onFailure);
    yield page?.members.map(({ userId }) => ({ peer: userId, groupId })) ?? [];
    cursor = page?.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

async function orFailure<T>(read: Promise<T>, onFailure: () => void): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (!(error instanceof ImError)) throw error;
    onFailure();
    return undefined;
  });
}

function sizeOf({ memberCount }: JoinedGroup): number {
  return memberCount ?? Number.POSITIVE_INFINITY;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
