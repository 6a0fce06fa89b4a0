import "server-only";
import type { Role } from "@/lib/shared/roles";
import type { Db } from "../db/client";
import { createSessionStates, type SessionState } from "./session-state";
import { createTokenReader, encodeToken, isCurrent, isDueForRenewal, type Claims } from "./session-token";

/** A session that holds at this moment. */
export interface Session {
  actor: { name: string; role: Role };
  claims: Claims;
  dueForRenewal: boolean;
}

/** This process's view of all sessions: who a token stands for now, from memory where possible. */
export function createSessions({ db, secret, ttl }: { db: Db; secret: string; ttl?: number }) {
  const readToken = createTokenReader(secret);
  const getSessionState = createSessionStates(db, { ...(ttl !== undefined && { ttl }) });

  /** The state behind `claims`, or nothing when the user is disabled, gone, or has a newer epoch. */
  async function findState({ name, epoch }: Claims): Promise<SessionState | undefined> {
    const state = await getSessionState(name);
    return state && !state.disabled && state.epoch === epoch ? state : undefined;
  }

  /** The session a token stands for, or nothing when it is forged, too old, or ended. */
  async function find(text: string): Promise<Session | undefined> {
    const token = await readToken(text);
    if (!token || !isCurrent(token)) return undefined;
    const state = await findState(token);
    if (!state) return undefined;
    const { name, epoch, signedInAt } = token;
    return { actor: { name, role: state.role }, claims: { name, epoch, signedInAt }, dueForRenewal: isDueForRenewal(token) };
  }

  return { find, findState, renew: (claims: Claims) => encodeToken(claims, secret) };
}

export type Sessions = ReturnType<typeof createSessions>;
