import "server-only";
import { asc } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/schema";
import { userColumns, type User } from "./user";

/** Everybody who may sign in or once could, by name. */
export async function listUsers({ db }: { db: Db }): Promise<User[]> {
  return db.select(userColumns).from(users).orderBy(asc(users.name));
}
