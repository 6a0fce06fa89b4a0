import { exportResult } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath, ResultQuery } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: JobPath, query: ResultQuery }, ({ ctx, params, query }) => exportResult(ctx, { ...params, ...query }));
