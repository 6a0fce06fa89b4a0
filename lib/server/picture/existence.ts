import "server-only";
import type { Context } from "../context";
import { isImCode } from "../im/errors";
import type { JoinedGroup } from "../im/joined-groups";
import { checkAccounts } from "../im/login";
import { attempt, type Outcome } from "./outcome";

/** `To_Account` unknown (doc 41046), and the owner of a conversation list not imported (doc 43087). */
const unknownAccount = [90003, 50001];

interface Reads {
  total: Outcome<unknown>;
  recent: Outcome<unknown>;
  joined: Outcome<JoinedGroup[]>;
}

/**
 * Whether the account exists, going by what the first reads of it came to; IM is asked only where they do not tell, or tell different
 * things. `null` if it cannot be asked. That an account is in no group proves nothing: what IM answers there for an unknown one is not
 * documented. (docs 34925, 34956)
 */
export async function findExistence(ctx: Context, userId: string, { total, recent, joined }: Reads): Promise<boolean | null> {
  const known = total.ok || recent.ok || (joined.ok && joined.value.length > 0);
  const unknown = [total, recent].some((read) => !read.ok && isImCode(read.error, ...unknownAccount));
  if (known !== unknown) return known;
  const checked = await attempt(ctx, checkAccounts(ctx.im, [userId], { signal: ctx.signal }));
  return (checked.ok ? checked.value.get(userId) : undefined) ?? null;
}
