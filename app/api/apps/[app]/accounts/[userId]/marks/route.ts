import { readMarks } from "@/lib/server/marks";
import { route } from "@/lib/server/route";
import { AccountPath } from "@/lib/shared/ids";

export const GET = route({ scope: "unread:read", params: AccountPath }, ({ ctx, params }) => readMarks(ctx, params));
