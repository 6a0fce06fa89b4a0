import { route } from "@/lib/server/route";

export const GET = route({ scope: "unread:read" }, async ({ ctx: { actor, settings } }) => ({
  name: actor.name,
  role: actor.role,
  requireReason: settings.requireReason,
  readOnly: settings.readOnly,
}));
