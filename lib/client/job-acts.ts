import { infiniteQueryOptions } from "@tanstack/react-query";
import { JobActsPage } from "@/lib/shared/job-acts";
import { http } from "./http";
import { apiPath, pageHref } from "./paths";

/** What jobs of `app` did to an account, or in a group, newest first. */
export function jobActsQuery(app: string, about: { account?: string; group?: string }) {
  return infiniteQueryOptions({
    queryKey: ["jobs", "acts", app, about],
    queryFn: ({ pageParam, signal }) => http.get(pageHref(apiPath("apps", app, "job-acts"), { ...about, cursor: pageParam }), JobActsPage, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    // Jobs go on by themselves.
    staleTime: 0,
  });
}
