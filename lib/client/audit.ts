import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { AuditPage, AuditVerification, type AuditEntry, type AuditFilter, type PutBackInput } from "@/lib/shared/audit";
import { UnreadChange } from "@/lib/shared/groups";
import { http } from "./http";
import { apiPath, pageHref } from "./paths";

/** Each value as it stands in an address; the server judges it. */
export type AuditFilterText = Partial<Record<keyof AuditFilter, string>>;

export const auditQueries = {
  /** Newest first, page after page. */
  entries: (filter: AuditFilterText) =>
    infiniteQueryOptions({
      queryKey: ["audit", "entries", filter],
      queryFn: ({ pageParam, signal }) => http.get(pageHref("/api/audit", { ...filter, cursor: pageParam }), AuditPage, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      // Somebody else may have written meanwhile.
      staleTime: 0,
    }),
  /** The one entry of this number; `null` where the record has none, as for a number that belongs to the end of a write. */
  entry: (seq: number) =>
    queryOptions({
      queryKey: ["audit", "entry", seq],
      queryFn: async ({ signal }): Promise<AuditEntry | null> => {
        // The newest one before the next number is either this one, or it is not there.
        const page = await http.get(pageHref("/api/audit", { cursor: String(seq + 1) }), AuditPage, { signal });
        return page.entries.find((entry) => entry.seq === seq) ?? null;
      },
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

/** Where the record is handed out as a file: exactly what `filter` shows. */
export function auditExportHref(filter: AuditFilterText): string {
  return pageHref("/api/audit/export", filter);
}

/** Walks the whole record on the server and says whether it is unbroken. */
export function useVerifyAudit() {
  return useMutation({ mutationFn: () => http.get("/api/audit/verify", AuditVerification) });
}

/** Sets the number from before `entry` again, if it is still the one `entry` left. What is on screen about account and group is read anew. */
export function usePutBack({ seq, sdkAppId, account, groupId }: Pick<AuditEntry, "seq" | "sdkAppId" | "account" | "groupId">) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: PutBackInput) => http.post(apiPath("apps", sdkAppId ?? "", "audit", String(seq), "put-back"), UnreadChange, { body: input }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
      void queryClient.invalidateQueries({ queryKey: ["groups", sdkAppId, groupId] });
      void queryClient.invalidateQueries({ queryKey: ["picture", sdkAppId, account] });
    },
  });
}
