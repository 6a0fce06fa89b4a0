import { route } from "@/lib/server/route";
import { getPeersUnread, getUnreadTotal } from "@/lib/server/unread";
import { AccountPath } from "@/lib/shared/ids";
import { PeersUnreadInput } from "@/lib/shared/unread";

export const GET = route({ scope: "unread:read", params: AccountPath }, ({ ctx, params }) => getUnreadTotal(ctx, params));

export const POST = route({ scope: "unread:read", params: AccountPath, body: PeersUnreadInput }, ({ ctx, params, body }) => getPeersUnread(ctx, { ...params, ...body }));
