import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Database, Db } from "@/lib/server/db/client";
import { addUser } from "@/lib/server/users";
import type { Role } from "@/lib/shared/roles";
import { emptyDatabase, openTestDatabase } from "../../support/database";

export const password = "correct horse battery";

/** A database for this file, with nobody in it at the start of each test. */
export function useDatabase(): { readonly db: Db } {
  let database: Database | undefined;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(async () => {
    if (database) await emptyDatabase(database);
  });
  afterAll(() => database?.close());
  return {
    get db() {
      if (!database) throw new Error("The database is not open yet.");
      return database.db;
    },
  };
}

export function addPerson(db: Db, name: string, role: Role = "agent") {
  return addUser({ db }, { name, role, password });
}
