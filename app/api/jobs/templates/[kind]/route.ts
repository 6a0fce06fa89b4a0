import { template } from "@/lib/server/jobs";
import { route } from "@/lib/server/route";
import { TemplatePath } from "@/lib/shared/jobs";

export const GET = route({ scope: "jobs:run", params: TemplatePath }, async ({ params }) => template(params.kind));
