import { getMemberUnread, setGroupUnread } from "@/lib/server/groups";
import { route } from "@/lib/server/route";
import { SetGroupUnreadInput } from "@/lib/shared/groups";
import { MemberPath } from "@/lib/shared/ids";

export const GET = route({ scope: "unread:read", params: MemberPath }, ({ ctx, params }) => getMemberUnread(ctx, params));

export const PUT = route(
  { scope: "unread:write", writes: "group.set_unread", params: MemberPath, body: SetGroupUnreadInput },
  ({ ctx, params, body }) => setGroupUnread(ctx, { ...params, ...body }),
);
