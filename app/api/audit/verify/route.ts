import { verifyChain } from "@/lib/server/audit";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "audit:read" }, ({ ctx }) => verifyChain(ctx.db));
