import { infiniteQueryOptions, queryOptions, useMutation } from "@tanstack/react-query";
import { AuditPage, AuditVerification, type AuditQuery } from "@/lib/shared/audit";
import { http } from "./http";
import { pageHref } from "./paths";

type Filter = Pick<AuditQuery, "actor" | "account">;

export const auditQueries = {
  /** Newest first, page after page. */
  entries: (filter: Filter) =>
    infiniteQueryOptions({
      queryKey: ["audit", "entries", filter],
      queryFn: ({ pageParam, signal }) => http.get(pageHref("/api/audit", { ...filter, cursor: pageParam }), AuditPage, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      // Somebody else may have written meanwhile.
      staleTime: 0,
    }),
  /** The newest of what was done or tried; who came and went is left out. */
  latestChanges: () =>
    queryOptions({
      queryKey: ["audit", "latestChanges"],
      queryFn: ({ signal }) => http.get(pageHref("/api/audit", { kind: "changes" }), AuditPage, { signal }),
      staleTime: 0,
    }),
};

/** Walks the whole record on the server and says whether it is unbroken. */
export function useVerifyAudit() {
  return useMutation({ mutationFn: () => http.get("/api/audit/verify", AuditVerification) });
}
