import "server-only";
import { isIP } from "node:net";
import { eq, lt, lte, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { signInAttempts } from "../db/schema";
import { spellUserName } from "./user";

/** `free` failures cost nothing, each one more doubles the wait; one is forgiven every `forgivenEvery` seconds. */
interface Policy {
  free: number;
  forgivenEvery: number;
}
const perName: Policy = { free: 4, forgivenEvery: 900 };
/** A whole office may share an address, and mistypes all day. */
const perAddress: Policy = { free: 50, forgivenEvery: 60 };
const longestWait = 900;

interface Reservation {
  key: string;
  blockedUntil: Date;
}

export type Attempt = { reservations: Reservation[] } | { blocked: { key: string; until: Date; seconds: number } };

/**
 * Counts an attempt as failed before anything is verified, so that parallel guesses are counted too, in the database that all
 * instances share. Refuses it, uncounted, while its name or address has to wait.
 */
export async function reserveAttempt(db: Db, { name, address }: { name: string; address: string }): Promise<Attempt> {
  const keys: [string, Policy][] = [[nameKey(name), perName]];
  const network = addressKey(address);
  // Always the address first: two attempts that share both can then not wait for each other.
  if (network) keys.unshift([network, perAddress]);
  if (Math.random() < 0.01) await forgetOldAttempts(db);

  return db.transaction(async (tx) => {
    const reservations: Reservation[] = [];
    for (const [key, policy] of keys) {
      const reservation = await reserve(tx, key, policy);
      if (!reservation) {
        await giveBack(tx, reservations);
        return { blocked: { key, ...(await waitingTime(tx, key)) } };
      }
      reservations.push(reservation);
    }
    return { reservations };
  });
}

async function reserve(db: Db, key: string, { free, forgivenEvery }: Policy): Promise<Reservation | undefined> {
  const { failures, lastFailedAt, blockedUntil } = signInAttempts;
  const counted = sql`greatest(0, ${failures} - greatest(0, floor(extract(epoch from now() - ${lastFailedAt}) / ${forgivenEvery})))::int + 1`;
  const wait = sql`make_interval(secs => least(${longestWait}::int, power(2, least(20, (${counted}) - ${free}::int))))`;
  const [row] = await db
    .insert(signInAttempts)
    .values({ key, failures: 1, blockedUntil: sql`to_timestamp(0)`, lastFailedAt: sql`now()` })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      // “Not blocked” is long ago rather than now: an attempt at the same instant must not be a hair before it.
      set: { failures: counted, lastFailedAt: sql`now()`, blockedUntil: sql`case when (${counted}) > ${free}::int then now() + ${wait} else to_timestamp(0) end` },
      setWhere: lte(blockedUntil, sql`now()`),
    })
    .returning({ key: signInAttempts.key, blockedUntil });
  return row;
}

async function waitingTime(db: Db, key: string): Promise<{ until: Date; seconds: number }> {
  const { blockedUntil } = signInAttempts;
  const seconds = sql`greatest(1, ceil(extract(epoch from ${blockedUntil} - now())))`.mapWith(Number);
  const [row] = await db.select({ until: blockedUntil, seconds }).from(signInAttempts).where(eq(signInAttempts.key, key));
  return row ?? { until: new Date(0), seconds: 1 };
}

/** Takes back what an attempt was counted for, because it was no guess. */
export async function giveBack(db: Db, reservations: Reservation[]): Promise<void> {
  for (const { key, blockedUntil } of reservations) {
    await db
      .update(signInAttempts)
      .set({
        failures: sql`greatest(0, ${signInAttempts.failures} - 1)`,
        // The wait that another attempt has caused since then stays.
        blockedUntil: sql`case when ${signInAttempts.blockedUntil} = ${blockedUntil.toISOString()}::timestamptz then to_timestamp(0) else ${signInAttempts.blockedUntil} end`,
      })
      .where(eq(signInAttempts.key, key));
  }
}

/** Forgets the failures of a name: it has signed in, or an admin has given it a new password. */
export async function clearAttempts(db: Db, name: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.key, nameKey(name)));
}

async function forgetOldAttempts(db: Db): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.lastFailedAt, sql`now() - interval '1 day'`));
}

function nameKey(name: string): string {
  return `name:${spellUserName(name)}`;
}

/** One IPv4 address, or one IPv6 network of the size a single customer gets. Nothing when the address is not known. */
function addressKey(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 4) return `address:${plain}`;
  if (isIP(plain) === 0) return undefined;
  const [head = "", tail] = (plain.split("%")[0] ?? "").toLowerCase().split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `address:${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
