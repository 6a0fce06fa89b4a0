import { listJobs } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobsQuery } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", query: JobsQuery }, ({ ctx, query }) => listJobs(ctx, query));
