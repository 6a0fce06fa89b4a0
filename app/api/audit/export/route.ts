import { exportEntries } from "@/lib/server/audit";
import { route } from "@/lib/server/route";
import { AuditFilter } from "@/lib/shared/audit";

export const GET = route({ scope: "audit:export", records: "audit.export", query: AuditFilter }, ({ ctx, query }) => exportEntries(ctx, query));
