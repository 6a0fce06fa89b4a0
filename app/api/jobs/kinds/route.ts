import { listKinds } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "jobs:run" }, async () => listKinds());
