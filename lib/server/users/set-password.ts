import "server-only";
import type { Db } from "../db/client";
import { clearAttempts } from "./attempts";
import { changeUser } from "./change-user";
import { checkNewPassword, hashPassword } from "./passwords";
import type { User } from "./user";

/** Gives a person another password, ends their sessions within seconds, and lets them try at once however often they failed. */
export async function setPassword({ db }: { db: Db }, { name, password }: { name: string; password: string }): Promise<User> {
  checkNewPassword(password);
  const user = await changeUser(db, name, { passwordHash: await hashPassword(password) });
  await clearAttempts(db, user.name);
  return user;
}
