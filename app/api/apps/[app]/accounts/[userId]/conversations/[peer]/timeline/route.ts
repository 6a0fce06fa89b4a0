import { route } from "@/lib/server/route";
import { readTimeline } from "@/lib/server/timeline";
import { ConversationPath, TimelineQuery } from "@/lib/shared/timeline";

export const GET = route({ scope: "unread:read", params: ConversationPath, query: TimelineQuery }, ({ ctx, params, query }) => readTimeline(ctx, { ...params, ...query }));
