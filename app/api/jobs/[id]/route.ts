import { getJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: JobPath }, ({ ctx, params }) => getJob(ctx, params));
