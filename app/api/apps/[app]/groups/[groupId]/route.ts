import { getGroup } from "@/lib/server/groups";
import { route } from "@/lib/server/route";
import { GroupPath } from "@/lib/shared/ids";

export const GET = route({ scope: "unread:read", params: GroupPath }, ({ ctx, params }) => getGroup(ctx, params));
