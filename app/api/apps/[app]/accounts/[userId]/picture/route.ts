import { getPicture, sendPicture } from "@/lib/server/picture";
import { route } from "@/lib/server/route";
import { streamLines } from "@/lib/server/stream";
import { AccountPath } from "@/lib/shared/ids";
import { PictureQuery, type PictureLine } from "@/lib/shared/picture";

export const GET = route({ scope: "unread:read", params: AccountPath, query: PictureQuery }, async ({ ctx, params, query }) =>
  query.as === "lines" ? streamLines<PictureLine>(ctx, (send) => sendPicture(ctx, { ...params, answers: query.answers === "true" }, send)) : getPicture(ctx, params),
);
