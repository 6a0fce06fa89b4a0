import "server-only";
import type { Picture, PictureLine } from "@/lib/shared/picture";
import { isProtected } from "../apps/protected";
import type { Context } from "../context";
import { createCallBudget } from "../im/call-budget";
import { addUp } from "./add-up";
import { findAll } from "./findings";
import { convert, toPart } from "./outcome";
import { namedBy, readParts } from "./read-parts";

/**
 * Everything the server knows about one account's unread. Each part fails on its own, and an account that does not exist is a picture
 * that says so. `send` is given total, groups and conversations as soon as they are read. 100 conversations and 50 groups take 14 IM
 * calls, two in sequence; numbers that do not add up take one more, and so do names that a deleted peer spoiled, both third in
 * sequence (16 in all). Numbers that changed meanwhile are read once again. Rejects only when nobody waits for it any more.
 * (docs 41046, 43087, 34925, 34917)
 */
export async function getPicture(caller: Context, { userId }: { userId: string }, send: (line: PictureLine) => void = () => {}): Promise<Picture> {
  const startedAt = new Date().toISOString();
  const { im, spent } = createCallBudget(caller.im, Number.POSITIVE_INFINITY);
  const ctx = { ...caller, im };
  const { exists, total, listing, groups, names, moved, believed } = await readParts(ctx, userId, send);
  const parts = {
    total: toPart(ctx, total),
    conversations: toPart(ctx, convert(listing, namedBy(names))),
    groups: toPart(ctx, groups),
  };
  const facts = {
    userId,
    startedAt,
    readAt: new Date().toISOString(),
    exists,
    protected: isProtected(ctx.app, userId),
    ...parts,
    moved,
    sums: addUp({ ...parts, believed }),
    calls: spent(),
  };
  return { ...facts, findings: findAll(facts) };
}
