import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { Db } from "../db/client";
import { users } from "../db/schema";
import { noSuchUser, parseUserName, userColumns, type User } from "./user";

type Change = Partial<Pick<typeof users.$inferSelect, "role" | "disabled" | "passwordHash">>;

/**
 * Changes one user and ends the sessions begun before; where nothing differs, nothing happens. Refuses what would leave nobody
 * who can manage users.
 */
export async function changeUser(db: Db, given: string, change: Change): Promise<User> {
  const name = parseUserName(given);
  return db.transaction(async (tx) => {
    if (change.disabled || (change.role && change.role !== "admin")) await keepAnAdmin(tx, name);
    const [before] = await tx.select(userColumns).from(users).where(eq(users.name, name)).for("update");
    if (!before) throw noSuchUser(name);
    const differs = change.passwordHash !== undefined || (change.role ?? before.role) !== before.role || (change.disabled ?? before.disabled) !== before.disabled;
    if (!differs) return before;
    const [after = before] = await tx
      .update(users)
      .set({ ...change, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.name, name))
      .returning(userColumns);
    return after;
  });
}

async function keepAnAdmin(db: Db, name: string): Promise<void> {
  // Locked, so that two admins who disable each other at the same moment do so one after the other.
  const admins = await db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.disabled, false)))
    .orderBy(asc(users.name))
    .for("update");
  if (admins.length === 1 && admins[0]?.name === name) {
    throw new AppError("invalid_input", `“${name}” is the last admin who can sign in. Make somebody else an admin first.`);
  }
}
