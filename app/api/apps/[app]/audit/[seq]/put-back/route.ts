import { putBack } from "@/lib/server/groups";
import { route } from "@/lib/server/route";
import { AuditEntryPath, PutBackInput } from "@/lib/shared/audit";

export const POST = route(
  { scope: "unread:write", writes: "group.set_unread", params: AuditEntryPath, body: PutBackInput },
  ({ ctx, params, body }) => putBack(ctx, { ...body, seq: Number(params.seq) }),
);
