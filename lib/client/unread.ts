import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { MarkReadResult, PeersUnread, UnreadTotal, type MarkReadInput } from "@/lib/shared/unread";
import { http } from "./http";
import { apiPath } from "./paths";

export const unreadQueries = {
  total: (app: string, userId: string) =>
    queryOptions({
      queryKey: ["unread", app, userId, "total"],
      queryFn: ({ signal }) => http.get(apiPath("apps", app, "accounts", userId, "unread"), UnreadTotal, { signal }),
    }),
  peers: (app: string, userId: string, peers: readonly string[]) =>
    queryOptions({
      queryKey: ["unread", app, userId, "peers", peers],
      queryFn: ({ signal }) => http.post(apiPath("apps", app, "accounts", userId, "unread"), PeersUnread, { body: { peers }, signal }),
    }),
};

/** Marks conversations of `userId` read. Cannot be undone. One answer per peer; resolves when the record on screen is fresh too. */
export function useMarkRead(app: string, userId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: MarkReadInput) => http.post(apiPath("apps", app, "accounts", userId, "mark-read"), MarkReadResult, { body: input }),
    onSettled: async () => {
      await Promise.all([
        // What was shown before stays on screen as the "before"; the next look at it reads anew.
        queryClient.invalidateQueries({ queryKey: ["unread", app, userId], refetchType: "none" }),
        queryClient.invalidateQueries({ queryKey: ["audit"], refetchType: "none" }),
      ]);
    },
  });
}
