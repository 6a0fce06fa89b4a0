import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { users } from "@/lib/server/db/schema";
import { addUser, listUsers, setDisabled, setPassword, setRole, signIn } from "@/lib/server/users";
import { addPerson, password, useDatabase } from "./fixture";

const context = useDatabase();
const epochOf = async (name: string) => (await context.db.select().from(users).where(eq(users.name, name)))[0]?.sessionEpoch;

test("adds a user under a lower-case name, with an argon2id hash and no password", async () => {
  const user = await addUser(context, { name: " Ann.Lee@Example.com ", role: "viewer", password });
  expect(user).toMatchObject({ name: "ann.lee@example.com", role: "viewer", disabled: false, lastSignInAt: null });
  const [row] = await context.db.select().from(users);
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/);
  expect(JSON.stringify(user)).not.toContain("argon2");
});

test("refuses a name that is taken in another spelling, and leaves the first user as it was", async () => {
  await addPerson(context.db, "ann", "viewer");
  await expect(addUser(context, { name: "ANN", role: "admin", password })).rejects.toMatchObject({ code: "invalid_input", fields: { name: expect.stringContaining("already") } });
  expect(await listUsers(context)).toMatchObject([{ name: "ann", role: "viewer" }]);
});

test.each(["", "a b", "名字", "x".repeat(65), "../etc", "ann\0"])("refuses %j as a name", async (name) => {
  await expect(addUser(context, { name, role: "viewer", password })).rejects.toMatchObject({ code: "invalid_input" });
});

test.each(["", "eleven char", "😀".repeat(11), "x".repeat(1001), "é".repeat(501)])("refuses a password that is too short or too long (%#)", async (bad) => {
  await expect(addUser(context, { name: "ann", role: "viewer", password: bad })).rejects.toMatchObject({ code: "invalid_input", fields: { password: expect.any(String) } });
  await addPerson(context.db, "bob");
  await expect(setPassword(context, { name: "bob", password: bad })).rejects.toMatchObject({ code: "invalid_input" });
});

test("lists users by name", async () => {
  for (const name of ["mo", "al", "zed"]) await addPerson(context.db, name);
  expect((await listUsers(context)).map(({ name }) => name)).toEqual(["al", "mo", "zed"]);
});

test("a new role, a new password and disabling each end the sessions begun before; repeating them changes nothing", async () => {
  await addPerson(context.db, "ann", "agent");
  await setRole(context, { name: "ann", role: "operator" });
  expect(await epochOf("ann")).toBe(2);
  await setRole(context, { name: "Ann", role: "operator" });
  expect(await epochOf("ann")).toBe(2);
  await setPassword(context, { name: "ann", password: "another long password" });
  expect(await epochOf("ann")).toBe(3);
  await setDisabled(context, { name: "ann", disabled: true });
  expect(await epochOf("ann")).toBe(4);
  await setDisabled(context, { name: "ann", disabled: true });
  expect(await epochOf("ann")).toBe(4);
});

test("a new password replaces the old one", async () => {
  await addPerson(context.db, "ann");
  await setPassword(context, { name: "ann", password: "another long password" });
  await expect(signIn(context, { name: "ann", password, address: "unknown" })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(signIn(context, { name: "ann", password: "another long password", address: "unknown" })).resolves.toMatchObject({ epoch: 2 });
});

test("says so when there is no such user", async () => {
  await expect(setRole(context, { name: "nobody", role: "admin" })).rejects.toMatchObject({ code: "not_found" });
  await expect(setDisabled(context, { name: "nobody", disabled: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(setPassword(context, { name: "nobody", password })).rejects.toMatchObject({ code: "not_found" });
});

test("refuses to disable or demote the last admin who can sign in", async () => {
  await addPerson(context.db, "ann", "admin");
  await addPerson(context.db, "bob", "admin");
  await setDisabled(context, { name: "bob", disabled: true });
  await expect(setDisabled(context, { name: "ann", disabled: true })).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining("last admin") });
  await expect(setRole(context, { name: "ann", role: "operator" })).rejects.toMatchObject({ code: "invalid_input" });
  await setDisabled(context, { name: "bob", disabled: false });
  await expect(setRole(context, { name: "ann", role: "operator" })).resolves.toMatchObject({ role: "operator" });
});

test("when two admins disable each other at the same moment, one of them stays", async () => {
  await addPerson(context.db, "ann", "admin");
  await addPerson(context.db, "bob", "admin");
  const results = await Promise.allSettled(["ann", "bob"].map((name) => setDisabled(context, { name, disabled: true })));
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await listUsers(context)).filter(({ disabled }) => !disabled)).toHaveLength(1);
});
