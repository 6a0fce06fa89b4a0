import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { encode } from "next-auth/jwt";
import { users } from "@/lib/server/db/schema";
import { setDisabled, setPassword, setRole } from "@/lib/server/users";
import { createSessionStates } from "@/lib/server/users/session-state";
import { absoluteSeconds, encodeToken, idleSeconds } from "@/lib/server/users/session-token";
import { createSessions } from "@/lib/server/users/sessions";
import { addPerson, useDatabase } from "./fixture";

const context = useDatabase();
const secret = "a secret that only this test file knows, long enough";
const now = () => Math.floor(Date.now() / 1000);
const open = () => createSessions({ db: context.db, secret });
const tokenFor = (name: string, { epoch = 1, signedInAt = now() } = {}) => encodeToken({ name, epoch, signedInAt }, secret);
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test("finds the person a token stands for, with the role that the database gives", async () => {
  await addPerson(context.db, "ann", "operator");
  const sessions = open();
  const session = await sessions.find(await tokenFor("ann"));
  expect(session).toMatchObject({ actor: { name: "ann", role: "operator" }, dueForRenewal: false });
});

test("finds nobody for a forged, a foreign or a broken token", async () => {
  await addPerson(context.db, "ann");
  const sessions = open();
  const foreign = await encodeToken({ name: "ann", epoch: 1, signedInAt: now() }, "another secret of the same length, more or less");
  const token = await tokenFor("ann");
  const flipped = `${token.slice(0, -4)}${token.endsWith("AAAA") ? "BBBB" : "AAAA"}`;
  const incomplete = await encode({ token: { name: "ann", sub: "ann" }, secret });
  for (const bad of [foreign, flipped, incomplete, "", "x", `${token}.`, "a.b.c.d.e"]) expect(await sessions.find(bad)).toBeUndefined();
});

test("ends a session after the idle limit, also one that is remembered", async () => {
  await addPerson(context.db, "ann");
  const sessions = open();
  const token = await tokenFor("ann");
  pass(idleSeconds - 1);
  expect(await sessions.find(token)).toBeDefined();
  pass(1);
  expect(await sessions.find(token)).toBeUndefined();
  expect(await open().find(token)).toBeUndefined();
});

test("renewing moves the idle limit and never the absolute one", async () => {
  await addPerson(context.db, "ann");
  const sessions = open();
  let token = await tokenFor("ann");
  pass(299);
  expect(await sessions.find(token)).toMatchObject({ dueForRenewal: false });
  pass(1);
  for (let hours = 0; hours < absoluteSeconds / 3600; hours += 1) {
    const session = await sessions.find(token);
    expect(session?.dueForRenewal, `${hours} hours after signing in`).toBe(true);
    if (session) token = await sessions.renew(session.claims);
    pass(3600);
  }
  expect(await sessions.find(token)).toBeUndefined();
  expect(await open().find(token)).toBeUndefined();
});

test("disabling, a new role and a new password are noticed within two seconds", async () => {
  for (const name of ["ann", "bob", "cem"]) await addPerson(context.db, name);
  const sessions = open();
  const tokens = await Promise.all(["ann", "bob", "cem"].map((name) => tokenFor(name)));
  for (const token of tokens) expect(await sessions.find(token)).toBeDefined();
  await setDisabled(context, { name: "ann", disabled: true });
  await setRole(context, { name: "bob", role: "viewer" });
  await setPassword(context, { name: "cem", password: "another long password" });
  pass(2);
  for (const token of tokens) expect(await sessions.find(token)).toBeUndefined();
});

test("a session from before a disabling stays ended when the user is enabled again", async () => {
  await addPerson(context.db, "ann");
  const token = await tokenFor("ann");
  await setDisabled(context, { name: "ann", disabled: true });
  await setDisabled(context, { name: "ann", disabled: false });
  expect(await open().find(token)).toBeUndefined();
});

test("ends the session of a user who is gone", async () => {
  await addPerson(context.db, "ann");
  const token = await tokenFor("ann");
  await context.db.delete(users);
  expect(await open().find(token)).toBeUndefined();
});

test("asks the database once per name and two seconds, however many ask at once", async () => {
  await addPerson(context.db, "ann");
  const select = vi.spyOn(context.db, "select");
  const sessions = open();
  const token = await tokenFor("ann");
  await Promise.all(Array.from({ length: 200 }, () => sessions.find(token)));
  for (let index = 0; index < 200; index += 1) await sessions.find(token);
  expect(select).toHaveBeenCalledTimes(1);
  pass(2);
  await sessions.find(token);
  expect(select).toHaveBeenCalledTimes(2);
  select.mockRestore();
});

test("remembers a bounded number of names, and no failure", async () => {
  for (const name of ["ann", "bob", "cem"]) await addPerson(context.db, name);
  const select = vi.spyOn(context.db, "select");
  const getSessionState = createSessionStates(context.db, { capacity: 2 });
  for (const name of ["ann", "bob", "cem", "ann"]) await getSessionState(name);
  expect(select).toHaveBeenCalledTimes(4);
  pass(2);
  select.mockImplementationOnce(() => {
    throw new Error("gone away");
  });
  await expect(getSessionState("ann")).rejects.toMatchObject({ code: "database_unavailable" });
  await expect(getSessionState("ann")).resolves.toMatchObject({ epoch: 1 });
  select.mockRestore();
});
