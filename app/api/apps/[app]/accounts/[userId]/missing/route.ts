import { findMissing } from "@/lib/server/missing";
import { route } from "@/lib/server/route";
import { streamLines } from "@/lib/server/stream";
import { AccountPath } from "@/lib/shared/ids";
import { MissingInput, type MissingLine } from "@/lib/shared/missing";

export const POST = route({ scope: "unread:read", params: AccountPath, body: MissingInput }, async ({ ctx, params, body }) =>
  streamLines<MissingLine>(ctx, (send) => findMissing(ctx, { ...params, ...body }, send)),
);
