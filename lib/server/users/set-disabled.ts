import "server-only";
import type { Db } from "../db/client";
import { changeUser } from "./change-user";
import type { User } from "./user";

/** Stops a person from signing in and ends all their sessions within seconds, or lets them sign in again. */
export function setDisabled({ db }: { db: Db }, { name, disabled }: { name: string; disabled: boolean }): Promise<User> {
  return changeUser(db, name, { disabled });
}
