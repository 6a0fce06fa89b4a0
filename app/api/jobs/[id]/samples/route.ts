import { listSamples } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath, JobSamplesQuery } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: JobPath, query: JobSamplesQuery }, ({ ctx, params, query }) => listSamples(ctx, { ...params, ...query }));
