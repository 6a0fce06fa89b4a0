import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "../db/client";
import { appendEvents } from "./chain";

interface SignIn {
  name: string;
  ok: boolean;
  reason?: string;
  address: string;
}

/** Records that somebody signed in, or was refused; by the name given, whether or not there is such a user. Throws where the record cannot be written. */
export async function recordSignIn(db: Db, { name, ok, reason, address }: SignIn): Promise<void> {
  await appendEvents(db, [
    {
      phase: ok ? "noted" : "denied",
      actor: name.slice(0, 64),
      action: "session.sign_in",
      requestId: randomUUID(),
      outcome: ok ? "ok" : "denied",
      errorCode: reason ?? null,
      detail: { address },
    },
  ]);
}
