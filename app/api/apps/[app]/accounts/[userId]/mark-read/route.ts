import { route } from "@/lib/server/route";
import { markRead } from "@/lib/server/unread";
import { AccountPath } from "@/lib/shared/ids";
import { MarkReadInput } from "@/lib/shared/unread";

export const POST = route(
  { scope: "unread:write", writes: "conversation.mark_read", params: AccountPath, body: MarkReadInput },
  ({ ctx, params, body }) => markRead(ctx, { ...params, ...body }),
);
