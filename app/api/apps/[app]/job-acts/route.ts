import { listActs } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { AppPath, JobActsQuery } from "@/lib/shared/jobs";

export const GET = route({ scope: "audit:read", params: AppPath, query: JobActsQuery }, ({ ctx, query }) => listActs(ctx, query));
