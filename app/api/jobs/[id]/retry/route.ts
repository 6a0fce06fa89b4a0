import { retry } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { FollowUpInput, JobPath } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.retry", params: JobPath, body: FollowUpInput }, ({ ctx, params, body }) => retry(ctx, { ...params, ...body }));
