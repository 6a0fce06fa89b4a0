import "server-only";
import { eq } from "drizzle-orm";
import { AppError } from "@/lib/shared/errors";
import type { Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { users } from "../db/schema";

/** What decides whether a session of this person still holds, and what it may do. */
export interface SessionState {
  role: Role;
  epoch: number;
  disabled: boolean;
}

/**
 * Answers `SessionState` by name from a small cache: a change in the database is seen within `ttl` milliseconds, and however
 * many ask, each name is looked up once in that time.
 */
export function createSessionStates(db: Db, { ttl = 2000, capacity = 1000, now = Date.now } = {}) {
  const known = new Map<string, { state: Promise<SessionState | undefined>; until: number }>();

  return function getSessionState(name: string): Promise<SessionState | undefined> {
    const entry = known.get(name);
    if (entry && now() < entry.until) return entry.state;
    known.delete(name);
    const oldest = known.keys().next();
    if (known.size >= capacity && !oldest.done) known.delete(oldest.value);
    const fresh = { state: readSessionState(db, name), until: now() + ttl };
    known.set(name, fresh);
    // What could not be read is not worth keeping; whoever waits for it still gets the error.
    fresh.state.catch(() => known.get(name) === fresh && known.delete(name));
    return fresh.state;
  };
}

async function readSessionState(db: Db, name: string): Promise<SessionState | undefined> {
  try {
    const [row] = await db.select({ role: users.role, epoch: users.sessionEpoch, disabled: users.disabled }).from(users).where(eq(users.name, name));
    return row;
  } catch (cause) {
    throw new AppError("database_unavailable", "The console's database does not answer. Try again in a moment.", { cause });
  }
}
