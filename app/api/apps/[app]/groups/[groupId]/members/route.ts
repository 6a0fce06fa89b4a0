import { listMembers } from "@/lib/server/groups";
import { route } from "@/lib/server/route";
import { MembersQuery } from "@/lib/shared/groups";
import { GroupPath } from "@/lib/shared/ids";

export const GET = route({ scope: "unread:read", params: GroupPath, query: MembersQuery }, ({ ctx, params, query }) => listMembers(ctx, { ...params, ...query }));
