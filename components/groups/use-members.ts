import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { groupQueries } from "@/lib/client/groups";
import type { AppError } from "@/lib/shared/errors";
import type { Member } from "@/lib/shared/groups";

export interface Members {
  /** Each once; `undefined` until the first are there. */
  members: Member[] | undefined;
  error: AppError | null;
  reading: boolean;
  retry: () => void;
  /** Reads the next page, where there is one. */
  more: (() => void) | undefined;
  readingMore: boolean;
}

/** The members of a group page by page, or only `member` when one is named. */
export function useMembers(app: string, groupId: string, member: string): Members {
  const one = useQuery({ ...groupQueries.member(app, groupId, member), enabled: member !== "" });
  const list = useInfiniteQuery({ ...groupQueries.list(app, groupId), enabled: member === "" });
  if (member !== "") {
    return { members: one.data && [one.data.member], error: one.error, reading: one.isFetching, retry: () => void one.refetch(), more: undefined, readingMore: false };
  }
  return {
    // Somebody who joins while pages are read may come twice.
    members: list.data && [...new Map(list.data.pages.flatMap((page) => page.members.map((found) => [found.userId, found]))).values()],
    error: list.error,
    reading: list.isFetching,
    retry: () => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch()),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    readingMore: list.isFetchingNextPage,
  };
}
