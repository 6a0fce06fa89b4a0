import { useInfiniteQuery } from "@tanstack/react-query";
import { auditQueries } from "@/lib/client/audit";
import { jobActsQuery } from "@/lib/client/job-acts";
import { mergeHistory } from "./merge-history";

/** Everything this console did to an account or in a group, by hand and by jobs, newest first and page after page. */
export function useHistory(app: string, about: { account?: string; group?: string }) {
  const entries = useInfiniteQuery(auditQueries.entries({ app, ...about, kind: "changes" }));
  const acts = useInfiniteQuery(jobActsQuery(app, about));
  const { lines, next } = mergeHistory(
    { items: entries.data?.pages.flatMap((page) => page.entries) ?? [], more: entries.hasNextPage },
    { items: acts.data?.pages.flatMap((page) => page.acts) ?? [], more: acts.hasNextPage },
  );
  const parts = { entries, acts };
  return {
    lines,
    // Lines that come a moment later between those that are read would move them under the pointer.
    isPending: entries.isPending || acts.isPending,
    error: entries.error,
    actsError: acts.error,
    isFetching: entries.isFetching || acts.isFetching,
    readAgain: () => {
      if (entries.error) void entries.refetch();
      if (acts.error) void acts.refetch();
    },
    more: next.length > 0,
    readingMore: entries.isFetchingNextPage || acts.isFetchingNextPage,
    readMore: () => next.forEach((part) => void parts[part].fetchNextPage()),
  };
}
