import { getJob, start } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { StartInput, JobPath } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.start", params: JobPath, body: StartInput }, async ({ ctx, params, body }) => {
  await start(ctx, { ...params, ...body });
  return getJob(ctx, params);
});
