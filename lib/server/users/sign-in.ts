import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { users } from "../db/schema";
import { clearAttempts, giveBack, reserveAttempt } from "./attempts";
import { createOnce } from "./once";
import { TooBusyError } from "./limit-concurrency";
import { verifyPassword } from "./passwords";
import { spellUserName, UserName } from "./user";

export interface SignInEvent {
  name: string;
  ok: boolean;
  reason?: "invalid_credentials" | "too_many_attempts";
  address: string;
}

export interface SignInContext {
  db: Db;
  /** Told of every sign-in and every refusal before it is answered; while a name or address has to wait, once. Throwing refuses the sign-in. */
  onSignIn?: (event: SignInEvent) => Promise<void>;
}

/** Who signed in, as a session needs it. */
export interface SignedIn {
  name: string;
  role: Role;
  epoch: number;
}

/** What was wrong is the same for a name that does not exist, one that is disabled, and a wrong password. */
const invalidCredentials = () => new AppError("unauthenticated", "The user name or the password is wrong.");
const tooManyAttempts = (seconds: number) =>
  new AppError("too_many_attempts", `Too many attempts to sign in. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again.`, { params: { seconds } });

const firstRefusal = createOnce();

/**
 * Signs in by name and password. Refuses with `unauthenticated`, or with `too_many_attempts` and `params.seconds`; which of the
 * two, and how long it takes, does not depend on whether the name exists.
 */
export async function signIn(ctx: SignInContext, { name: given, password, address }: { name: string; password: string; address: string }): Promise<SignedIn> {
  const { db, onSignIn = async () => {} } = ctx;
  const parsed = UserName.safeParse(given);
  const name = spellUserName(given);
  const refuse = (reason: NonNullable<SignInEvent["reason"]>) => onSignIn({ name, ok: false, reason, address });

  const attempt = await reserveAttempt(db, { name, address });
  if ("blocked" in attempt) {
    const { key, until, seconds } = attempt.blocked;
    if (firstRefusal(`${key} ${until.getTime()}`)) await refuse("too_many_attempts");
    throw tooManyAttempts(seconds);
  }

  const [user] = parsed.success ? await db.select().from(users).where(eq(users.name, name)) : [];
  const right = await verifyPassword(user?.passwordHash, password).catch(async (error: unknown) => {
    await giveBack(db, attempt.reservations);
    throw error instanceof TooBusyError ? tooManyAttempts(2) : error;
  });
  const signedIn = right && user ? await begin(db, user) : undefined;
  if (!signedIn) {
    await refuse("invalid_credentials");
    throw invalidCredentials();
  }
  await giveBack(db, attempt.reservations);
  await clearAttempts(db, name);
  await onSignIn({ name, ok: true, address });
  return signedIn;
}

/** Signs in one of the demo's users, named like its role, without a password. Only the demo may offer this. */
export async function signInDemo({ db, onSignIn = async () => {} }: SignInContext, { role, address }: { role: Role; address: string }): Promise<SignedIn> {
  const [user] = await db.select().from(users).where(eq(users.name, role));
  const signedIn = user && (await begin(db, user));
  await onSignIn({ name: role, ok: signedIn !== undefined, ...(signedIn ? {} : { reason: "invalid_credentials" }), address });
  if (!signedIn) throw invalidCredentials();
  return signedIn;
}

/** Notes the sign-in, unless the user was disabled or given another password while it was being checked. */
async function begin(db: Db, { name, sessionEpoch }: { name: string; sessionEpoch: number }): Promise<SignedIn | undefined> {
  const [row] = await db
    .update(users)
    .set({ lastSignInAt: sql`now()` })
    .where(and(eq(users.name, name), eq(users.sessionEpoch, sessionEpoch), eq(users.disabled, false)))
    .returning({ name: users.name, role: users.role, epoch: users.sessionEpoch });
  return row;
}
