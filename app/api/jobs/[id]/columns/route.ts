import { getJob, setColumns } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { ColumnsInput, JobPath } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.columns", params: JobPath, body: ColumnsInput }, async ({ ctx, params, body }) => {
  await setColumns(ctx, { ...params, ...body });
  return getJob(ctx, params);
});
