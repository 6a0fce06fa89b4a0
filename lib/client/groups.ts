import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { MemberUnread, UnreadChange, type SetGroupUnreadInput } from "@/lib/shared/groups";
import { http } from "./http";
import { apiPath } from "./paths";

export const groupQueries = {
  member: (app: string, groupId: string, userId: string) =>
    queryOptions({
      queryKey: ["groups", app, groupId, "members", userId],
      queryFn: ({ signal }) => http.get(apiPath("apps", app, "groups", groupId, "members", userId, "unread"), MemberUnread, { signal }),
    }),
};

/** Sets one member's unread number. Stays pending until the number on screen is fresh. */
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
