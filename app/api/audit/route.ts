import { listEntries } from "@/lib/server/audit";
import { route } from "@/lib/server/route";
import { AuditQuery } from "@/lib/shared/audit";

export const GET = route({ scope: "audit:read", query: AuditQuery }, ({ ctx, query }) => listEntries(ctx, query));
