import { putBackJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { FollowUpInput, JobPath } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.put_back", params: JobPath, body: FollowUpInput }, ({ ctx, params, body }) => putBackJob(ctx, { ...params, ...body }));
