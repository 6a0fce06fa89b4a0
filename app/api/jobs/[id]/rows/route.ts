import { listRows } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath, JobRowsQuery } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: JobPath, query: JobRowsQuery }, ({ ctx, params, query }) => listRows(ctx, { ...params, ...query }));
