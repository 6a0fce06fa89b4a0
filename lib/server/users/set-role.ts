import "server-only";
import type { Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { changeUser } from "./change-user";
import type { User } from "./user";

/** Gives a person another role. Their sessions end within seconds, and the next one has it. */
export function setRole({ db }: { db: Db }, { name, role }: { name: string; role: Role }): Promise<User> {
  return changeUser(db, name, { role });
}
