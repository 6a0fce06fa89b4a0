import { approve, getJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { ApproveInput, JobPath } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:approve", writes: "job.approve", params: JobPath, body: ApproveInput }, async ({ ctx, params, body }) => {
  await approve(ctx, { ...params, ...body });
  return getJob(ctx, params);
});
