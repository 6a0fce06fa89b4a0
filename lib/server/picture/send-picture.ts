import "server-only";
import type { PictureLine, RawAnswer } from "@/lib/shared/picture";
import type { Context } from "../context";
import { getPicture } from "./get-picture";

/** The picture part by part, as each is read; with `answers` also what IM answered, and the whole picture last. */
export async function sendPicture(ctx: Context, { userId, answers }: { userId: string; answers: boolean }, send: (line: PictureLine) => void): Promise<void> {
  const heard: RawAnswer[] = [];
  const im = answers ? ctx.im.with({ onAnswer: (answer) => heard.push(answer) }) : ctx.im;
  const picture = await getPicture({ ...ctx, im }, { userId }, send);
  if (answers) send({ answers: heard });
  send({ picture });
}
