import { setMembersUnread } from "@/lib/server/groups";
import { route } from "@/lib/server/route";
import { SetMembersUnreadInput } from "@/lib/shared/groups";
import { GroupPath } from "@/lib/shared/ids";

export const POST = route(
  { scope: "unread:write", writes: "group.set_unread", params: GroupPath, body: SetMembersUnreadInput },
  ({ ctx, params, body }) => setMembersUnread(ctx, { ...params, ...body }),
);
