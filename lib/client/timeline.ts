import { infiniteQueryOptions } from "@tanstack/react-query";
import { Timeline } from "@/lib/shared/timeline";
import { http } from "./http";
import { apiPath, pageHref } from "./paths";

export const timelineQueries = {
  /** The messages of one conversation, newest first, page after page; never what they say. */
  messages: (app: string, account: string, peer: string) =>
    infiniteQueryOptions({
      queryKey: ["timeline", app, account, peer],
      queryFn: ({ pageParam, signal }) => http.get(pageHref(apiPath("apps", app, "accounts", account, "conversations", peer, "timeline"), { cursor: pageParam }), Timeline, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      // A time is picked on it, so it has to be what is there now.
      staleTime: 0,
      gcTime: 0,
    }),
};
