import "server-only";
import { eq, sql } from "drizzle-orm";
import { roles, type Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { users } from "../db/schema";
import { checkNewPassword, hashPassword, verifyPassword } from "./passwords";

/**
 * Makes the demo's users, one per role and named like it, all with `password`. Puts right what differs; where nothing does, the
 * sessions of an earlier start go on.
 */
export async function ensureDemoUsers(db: Db, password: string): Promise<void> {
  checkNewPassword(password, { minLength: 8 });
  await Promise.all(roles.map((role) => ensureDemoUser(db, role, password)));
}

async function ensureDemoUser(db: Db, role: Role, password: string): Promise<void> {
  const [user] = await db.select().from(users).where(eq(users.name, role));
  if (user && user.role === role && !user.disabled && (await verifyPassword(user.passwordHash, password))) return;
  const wanted = { role, disabled: false, passwordHash: await hashPassword(password) };
  await db
    .insert(users)
    .values({ name: role, ...wanted })
    .onConflictDoUpdate({ target: users.name, set: { ...wanted, sessionEpoch: sql`${users.sessionEpoch} + 1` } });
}
