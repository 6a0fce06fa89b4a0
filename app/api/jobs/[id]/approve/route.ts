import { approve, getJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath, NoInput } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:approve", writes: "job.approve", params: JobPath, body: NoInput }, async ({ ctx, params }) => {
  await approve(ctx, params);
  return getJob(ctx, params);
});
