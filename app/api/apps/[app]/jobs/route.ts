import { createJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { AppPath, UploadQuery } from "@/lib/shared/jobs";

export const POST = route({ scope: "jobs:run", writes: "job.create", params: AppPath, query: UploadQuery, file: true }, ({ ctx, query, file }) => createJob(ctx, query, file));
