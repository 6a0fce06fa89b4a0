import { watchJob } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { watchSession } from "@/lib/server/session";
import { JobPath } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: JobPath }, async ({ ctx, params }) => watchJob(ctx, { ...params, stillHolds: await watchSession() }));
