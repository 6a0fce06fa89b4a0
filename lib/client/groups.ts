import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { Group, MembersPage, MemberUnread, SetMembersUnreadResult, UnreadChange, type SetGroupUnreadInput, type SetMembersUnreadInput } from "@/lib/shared/groups";
import { http } from "./http";
import { apiPath, pageHref } from "./paths";

export const groupQueries = {
  facts: (app: string, groupId: string) =>
    queryOptions({
      queryKey: ["groups", app, groupId, "facts"],
      queryFn: ({ signal }) => http.get(apiPath("apps", app, "groups", groupId), Group, { signal }),
    }),
  /** Up to 100 members a page, in IM's order. */
  list: (app: string, groupId: string) =>
    infiniteQueryOptions({
      queryKey: ["groups", app, groupId, "list"],
      queryFn: ({ pageParam, signal }) => http.get(pageHref(apiPath("apps", app, "groups", groupId, "members"), { cursor: pageParam }), MembersPage, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
    }),
  member: (app: string, groupId: string, userId: string) =>
    queryOptions({
      queryKey: ["groups", app, groupId, "members", userId],
      queryFn: ({ signal }) => http.get(apiPath("apps", app, "groups", groupId, "members", userId, "unread"), MemberUnread, { signal }),
    }),
};

/** Sets one member's unread number. Stays pending until the group's own numbers are fresh; the account's picture is read again without waiting. */
export function useSetGroupUnread(app: string, groupId: string, userId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: SetGroupUnreadInput) => http.put(apiPath("apps", app, "groups", groupId, "members", userId, "unread"), UnreadChange, { body: input }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
      void queryClient.invalidateQueries({ queryKey: ["picture", app, userId] });
      return queryClient.invalidateQueries({ queryKey: ["groups", app, groupId] });
    },
  });
}

/** Sets one number for several members, protected accounts left out. One answer per member; stays pending until the numbers on screen are fresh. */
export function useSetMembersUnread(app: string, groupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: SetMembersUnreadInput) => http.post(apiPath("apps", app, "groups", groupId, "set-unread"), SetMembersUnreadResult, { body: input }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["audit"] });
      void queryClient.invalidateQueries({ queryKey: ["picture", app] });
      return queryClient.invalidateQueries({ queryKey: ["groups", app, groupId] });
    },
  });
}
