import "server-only";
import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import type { App } from "@/lib/shared/apps";
import { AppError } from "@/lib/shared/errors";
import { roles, type Role } from "@/lib/shared/roles";
import { listApps } from "./apps/list-apps";
import { recordSignIn } from "./audit";
import type { Actor } from "./context";
import { getRuntime, type Runtime } from "./runtime";
import { createAuthOptions } from "./users/auth-options";
import { sessionCookies } from "./users/session-cookies";
import { idleSeconds } from "./users/session-token";
import { createSessions, type Session, type Sessions } from "./users/sessions";

const made = new WeakMap<Runtime, Sessions>();

function sessionsOf(runtime: Runtime): Sessions {
  const sessions = made.get(runtime) ?? createSessions({ db: runtime.db, secret: runtime.env.sessionSecret });
  made.set(runtime, sessions);
  return sessions;
}

/** next-auth's configuration, for its own route. */
export async function getAuthOptions(): Promise<NextAuthOptions> {
  const runtime = await getRuntime();
  const { env, db, log } = runtime;
  return createAuthOptions({ db, log, url: env.url, secret: env.sessionSecret, sessions: sessionsOf(runtime), demo: env.demo !== undefined, onSignIn: (event) => recordSignIn(db, event) });
}

/** Who is signed in, or null. For pages: reads the cookie and writes nothing. */
export async function getActor(): Promise<Actor | null> {
  return (await findSession())?.actor ?? null;
}

/** Who is signed in. For routes: throws `unauthenticated` when nobody is, and keeps the session of a busy person from going idle. */
export async function requireActor(): Promise<Actor> {
  const session = await findSession();
  if (!session) throw new AppError("unauthenticated", "Sign in first.");
  if (session.dueForRenewal) await renew(session);
  return session.actor;
}

/** The roles that one click signs in as: all of them in the demo, else none. */
export async function demoRoles(): Promise<readonly Role[]> {
  const { env } = await getRuntime();
  return env.demo ? roles : [];
}

/** What the shell shows on every page, whoever is signed in. */
export async function getConsole(): Promise<{ apps: App[]; requireReason: boolean; readOnly: boolean; demo: boolean }> {
  const { env, apps } = await getRuntime();
  return { apps: listApps(apps.values()), requireReason: env.requireReason, readOnly: env.readOnly, demo: env.demo !== undefined };
}

/** Answers, whenever it is asked, whether the session that this request came with still holds, for the same person in the same role: for an answer that goes on long after. */
export async function watchSession(): Promise<() => Promise<boolean>> {
  const token = await sentToken();
  const runtime = await getRuntime();
  const find = () => (token === undefined ? undefined : sessionsOf(runtime).find(token));
  const actor = (await find())?.actor;
  return async () => {
    const now = (await find())?.actor;
    return now !== undefined && now.name === actor?.name && now.role === actor.role;
  };
}

/** Not `getServerSession`: that decrypts and encrypts anew on every call, 0.4 ms where this takes a few microseconds. */
async function findSession(): Promise<Session | undefined> {
  const token = await sentToken();
  return token === undefined ? undefined : sessionsOf(await getRuntime()).find(token);
}

async function sentToken(): Promise<string | undefined> {
  // Asked first: this is how Next learns, while it builds, that a page is made per request and cannot be made now.
  const sent = await cookies();
  const { env } = await getRuntime();
  return sent.get(sessionCookies(env.url).sessionToken.name)?.value;
}

async function renew({ claims }: Session): Promise<void> {
  const runtime = await getRuntime();
  const { name, options } = sessionCookies(runtime.env.url).sessionToken;
  (await cookies()).set(name, await sessionsOf(runtime).renew(claims), { ...options, maxAge: idleSeconds });
}
