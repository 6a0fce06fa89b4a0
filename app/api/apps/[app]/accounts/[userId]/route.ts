import { getAccount } from "@/lib/server/accounts/get-account";
import { route } from "@/lib/server/route";
import { AccountPath } from "@/lib/shared/ids";

export const GET = route({ scope: "unread:read", params: AccountPath }, ({ ctx, params }) => getAccount(ctx, params));
