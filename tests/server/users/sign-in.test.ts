import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { signInAttempts, users } from "@/lib/server/db/schema";
import { hashPassword, verifyPassword } from "@/lib/server/users/passwords";
import { setDisabled, setPassword, signIn, signInDemo, type SignInEvent } from "@/lib/server/users";
import { AppError } from "@/lib/shared/errors";
import { addPerson, password, useDatabase } from "./fixture";

const context = useDatabase();
const address = "192.0.2.7";

const attempt = (name: string, tried = "wrong password", from = address) => signIn(context, { name, password: tried, address: from });
/** What a refused attempt says, whole. */
const answer = (name: string, tried?: string, from?: string) =>
  attempt(name, tried, from).then(
    () => "signed in",
    (error: unknown) => (error instanceof AppError ? { code: error.code, message: error.message, params: error.params } : error),
  );
const failing = async (times: number, name: string, from?: string) => {
  for (let index = 0; index < times; index += 1) await answer(name, undefined, from);
};
/** Lets `seconds` pass for the counted attempts. */
const pass = (seconds: number) =>
  context.db.update(signInAttempts).set({
    blockedUntil: sql`${signInAttempts.blockedUntil} - make_interval(secs => ${seconds})`,
    lastFailedAt: sql`${signInAttempts.lastFailedAt} - make_interval(secs => ${seconds})`,
  });
const counted = async (key: string) => (await context.db.select().from(signInAttempts).where(eq(signInAttempts.key, key)))[0];

test("signs in by name in any spelling and notes when", async () => {
  await addPerson(context.db, "ann", "operator");
  expect(await attempt(" ANN ", password)).toEqual({ name: "ann", role: "operator", epoch: 1 });
  const [row] = await context.db.select().from(users);
  expect(row?.lastSignInAt).toBeInstanceOf(Date);
});

test("takes a password whichever way its accents are written", async () => {
  await addPerson(context.db, "ann");
  await setPassword(context, { name: "ann", password: "caf\u00e9 caf\u00e9 caf\u00e9" });
  await expect(attempt("ann", "cafe\u0301 cafe\u0301 cafe\u0301")).resolves.toMatchObject({ name: "ann" });
});

test("answers a wrong password, an unknown name, an impossible name and a disabled user with the same words", async () => {
  await addPerson(context.db, "ann");
  await addPerson(context.db, "gone");
  await setDisabled(context, { name: "gone", disabled: true });
  const wrong = await answer("ann");
  expect(wrong).toMatchObject({ code: "unauthenticated" });
  for (const name of ["nobody", "not a name", "", "nul\0", "x".repeat(5000), "gone"]) expect(await answer(name)).toEqual(wrong);
  expect(await answer("gone", password)).toEqual(wrong);
  expect(await answer("ann", `${password}${"x".repeat(2000)}`)).toEqual(wrong);
  expect(await answer("ann", "")).toEqual(wrong);
});

test("checks a password for an unknown name as for a known one: where no more can be checked, all of them wait", async () => {
  await addPerson(context.db, "ann");
  await addPerson(context.db, "gone");
  await setDisabled(context, { name: "gone", disabled: true });
  const cheap = await hash("cheap", { memoryCost: 8, timeCost: 1, parallelism: 1 });
  const ending = new AbortController();
  // Two are being checked and two hundred wait; whenever one ends, another takes its place.
  const keepBusy = async () => {
    // oxlint-disable-next-line no-await-in-loop
    while (!ending.signal.aborted) await verifyPassword(cheap, "cheap");
  };
  const busy = Array.from({ length: 202 }, keepBusy);
  try {
    for (const name of ["ann", "nobody", "gone", "not a name", ""]) expect(await answer(name), name).toMatchObject({ code: "too_many_attempts", params: { seconds: 2 } });
  } finally {
    ending.abort();
    await Promise.all(busy);
  }
  expect(await answer("nobody")).toMatchObject({ code: "unauthenticated" });
});

/** What the processor did for this process, whatever else the machine is busy with, to answer a wrong password ten times. */
async function workOf(passwordHash: string | undefined): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < 10; index += 1) expect(await verifyPassword(passwordHash, "wrong password")).toBe(false);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test("does the same work for an unknown name as for a wrong password", async () => {
  const known = await hashPassword(password);
  await verifyPassword(undefined, "wrong password");
  // Without the work it would be a hundredth.
  expect(await workOf(undefined)).toBeGreaterThan((await workOf(known)) / 4);
});

test("makes a name wait longer with each failure after the fifth, up to a quarter of an hour", async () => {
  await addPerson(context.db, "ann");
  await failing(5, "ann");
  expect(await answer("ann")).toMatchObject({ code: "too_many_attempts", params: { seconds: 2 } });
  expect(await answer("ann", password), "the right password has to wait as well").toMatchObject({ code: "too_many_attempts" });
  expect(await counted("name:ann"), "waiting attempts are not counted").toMatchObject({ failures: 5 });
  const waits: number[] = [];
  for (let index = 0; index < 10; index += 1) {
    await pass(index < 9 ? 2 ** (index + 1) : 900);
    expect(await answer("ann")).toMatchObject({ code: "unauthenticated" });
    const refused = await answer("ann");
    waits.push(Number((refused as { params: { seconds: number } }).params.seconds));
  }
  expect(waits.slice(0, 4)).toEqual([4, 8, 16, 32]);
  expect(waits.at(-1)).toBe(900);
});

test("answers a name that does not exist with the same waits", async () => {
  await failing(5, "nobody");
  expect(await answer("nobody")).toMatchObject({ code: "too_many_attempts", params: { seconds: 2 } });
  await failing(5, "not a name!");
  expect(await answer("not a name!")).toMatchObject({ code: "too_many_attempts" });
});

test("lets no more than five of fifty parallel guesses through", async () => {
  await addPerson(context.db, "ann");
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => answer("ann", `guess number ${index}`, `198.51.100.${index}`)));
  expect(answers.filter((each) => (each as { code: string }).code === "unauthenticated")).toHaveLength(5);
  expect(answers.filter((each) => (each as { code: string }).code === "too_many_attempts")).toHaveLength(45);
});

test("forgives failures as time passes", async () => {
  await addPerson(context.db, "ann");
  await failing(4, "ann");
  await pass(2 * 900);
  await failing(1, "ann");
  expect(await counted("name:ann")).toMatchObject({ failures: 3 });
});

test("a success clears the name's failures and takes back nothing else from the address", async () => {
  await addPerson(context.db, "ann");
  await failing(3, "ann");
  await failing(2, "bob");
  await attempt("ann", password);
  expect(await counted("name:ann")).toBeUndefined();
  expect(await counted("name:bob")).toMatchObject({ failures: 2 });
  expect(await counted(`address:${address}`)).toMatchObject({ failures: 5 });
});

test("makes an address wait that has tried many names, and no other address", async () => {
  await addPerson(context.db, "ann");
  for (let index = 0; index < 51; index += 1) await answer(`name${index}`);
  expect(await answer("ann", password)).toMatchObject({ code: "too_many_attempts", params: { seconds: 2 } });
  expect(await counted("name:ann"), "the name is not counted for what the address did").toBeUndefined();
  await expect(attempt("ann", password, "192.0.2.8")).resolves.toMatchObject({ name: "ann" });
});

test("counts an IPv6 customer's whole network as one address, and an IPv4 address in IPv6 clothes as itself", async () => {
  await answer("a", undefined, "2001:db8:1:2::5");
  await answer("b", undefined, "2001:0DB8:1:2:ffff:1:2:3");
  await answer("c", undefined, "::ffff:192.0.2.7");
  await answer("d", undefined, "fe80::1%eth0");
  await answer("e", undefined, "unknown");
  const keys = (await context.db.select().from(signInAttempts)).filter(({ key }) => key.startsWith("address:"));
  expect(keys.map(({ key, failures }) => [key, failures]).toSorted()).toEqual([
    ["address:192.0.2.7", 1],
    ["address:2001:db8:1:2::/64", 2],
    ["address:fe80:0:0:0::/64", 1],
  ]);
});

test("a new password lets its owner try at once", async () => {
  await addPerson(context.db, "ann");
  await failing(6, "ann");
  await setPassword(context, { name: "ann", password });
  await expect(attempt("ann", password)).resolves.toMatchObject({ name: "ann" });
});

test("reports each verified attempt, and each wait once", async () => {
  await addPerson(context.db, "ann");
  const events: SignInEvent[] = [];
  const told = { db: context.db, onSignIn: async (event: SignInEvent) => void events.push(event) };
  await signIn(told, { name: "Ann", password, address });
  for (let index = 0; index < 9; index += 1) await signIn(told, { name: "an\0n", password: "wrong", address }).catch(() => {});
  expect(events).toEqual([
    { name: "ann", ok: true, address },
    ...Array.from({ length: 5 }, () => ({ name: "an?n", ok: false, reason: "invalid_credentials", address })),
    { name: "an?n", ok: false, reason: "too_many_attempts", address },
  ]);
});

test("signs nobody in when the sign-in cannot be recorded", async () => {
  await addPerson(context.db, "ann");
  const { db } = context;
  await expect(signIn({ db, onSignIn: () => Promise.reject(new Error("no room")) }, { name: "ann", password, address })).rejects.toThrow("no room");
});

test("signs in a demo user by role, unless it is disabled or not there", async () => {
  await expect(signInDemo(context, { role: "agent", address })).rejects.toMatchObject({ code: "unauthenticated" });
  await addPerson(context.db, "agent", "agent");
  expect(await signInDemo(context, { role: "agent", address })).toEqual({ name: "agent", role: "agent", epoch: 1 });
  await setDisabled(context, { name: "agent", disabled: true });
  await expect(signInDemo(context, { role: "agent", address })).rejects.toMatchObject({ code: "unauthenticated" });
});
