import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { users } from "../db/schema";
import { checkNewPassword, hashPassword } from "./passwords";
import { parseUserName, userColumns, type User } from "./user";

/** Adds a person who may sign in from now on. Refuses a name that is taken, in any spelling, and a password that is too short. */
export async function addUser({ db }: { db: Db }, { name: given, role, password }: { name: string; role: Role; password: string }): Promise<User> {
  const name = parseUserName(given);
  checkNewPassword(password);
  const passwordHash = await hashPassword(password);
  const [user] = await db.insert(users).values({ name, role, passwordHash }).onConflictDoNothing().returning(userColumns);
  if (user) return user;
  const taken = `There is already a user “${name}”.`;
  throw new AppError("invalid_input", taken, { fields: { name: taken } });
}
