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

/** Marks conversations of `userId` read. Cannot be undone. One answer per peer; what is on screen about the account is read again. */
export function useMarkRead(app: string, userId: string) {
  return useMutation({ ...markReadOptions(app, userId), onSettled: useReadAgain(app, userId) });
}

/** `useMarkRead` for one part of several: whoever sends the last one calls `readAgain`, once for all of them. */
export function useMarkReadPart(app: string, userId: string) {
  return { ...useMutation(markReadOptions(app, userId)), readAgain: useReadAgain(app, userId) };
}

function markReadOptions(app: string, userId: string) {
  return { mutationFn: (input: MarkReadInput) => http.post(apiPath("apps", app, "accounts", userId, "mark-read"), MarkReadResult, { body: input }) };
}

function useReadAgain(app: string, userId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => {
    // Both are on the account's page beside the result, which waits for neither.
    void queryClient.invalidateQueries({ queryKey: ["picture", app, userId] });
    void queryClient.invalidateQueries({ queryKey: ["audit"] });
    // What was shown before stays on screen as the "before"; the next look at it reads anew.
    return queryClient.invalidateQueries({ queryKey: ["unread", app, userId], refetchType: "none" });
  };
}

/** Reads what `userId` has unread with peers that somebody names; asked anew each time, ten peers an IM call. */
export function useReadPeers(app: string, userId: string) {
  return useMutation({
    mutationFn: (peers: string[]) => http.post(apiPath("apps", app, "accounts", userId, "unread"), PeersUnread, { body: { peers } }),
  });
}
