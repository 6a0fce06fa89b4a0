import { listApps } from "@/lib/server/apps/list-apps";
import { route } from "@/lib/server/route";
import { getRuntime } from "@/lib/server/runtime";

export const GET = route({ scope: "unread:read" }, async () => listApps((await getRuntime()).apps.values()));
