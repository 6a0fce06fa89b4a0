import { pause, getJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { JobPath, NoInput } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.pause", params: JobPath, body: NoInput }, async ({ ctx, params }) => {
  await pause(ctx, params);
  return getJob(ctx, params);
});
