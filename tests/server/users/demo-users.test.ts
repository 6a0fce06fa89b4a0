import { expect, test } from "vitest";
import { users } from "@/lib/server/db/schema";
import { ensureDemoUsers, listUsers, setDisabled, setRole, signIn } from "@/lib/server/users";
import { addPerson, useDatabase } from "./fixture";

const context = useDatabase();
const enter = (name: string, password: string) => signIn(context, { name, password, address: "unknown" });

test("makes one user per role, who can sign in with the demo's password", async () => {
  await ensureDemoUsers(context.db, "demo-pass");
  expect((await listUsers(context)).map(({ name, role }) => [name, role])).toEqual([
    ["admin", "admin"],
    ["agent", "agent"],
    ["operator", "operator"],
    ["viewer", "viewer"],
  ]);
  await expect(enter("operator", "demo-pass")).resolves.toMatchObject({ role: "operator" });
});

test("a second start changes nothing, so that sessions go on", async () => {
  await ensureDemoUsers(context.db, "demo-pass");
  const before = await context.db.select().from(users).orderBy(users.name);
  await ensureDemoUsers(context.db, "demo-pass");
  expect(await context.db.select().from(users).orderBy(users.name)).toEqual(before);
});

test("puts right what was changed, takes another password, and leaves everybody else alone", async () => {
  await addPerson(context.db, "ann", "admin");
  await ensureDemoUsers(context.db, "demo-pass");
  await setRole(context, { name: "viewer", role: "operator" });
  await setDisabled(context, { name: "agent", disabled: true });
  await ensureDemoUsers(context.db, "other-pass");
  await expect(enter("viewer", "other-pass")).resolves.toMatchObject({ role: "viewer" });
  await expect(enter("agent", "other-pass")).resolves.toMatchObject({ role: "agent" });
  await expect(enter("agent", "demo-pass")).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(enter("ann", "correct horse battery")).resolves.toMatchObject({ role: "admin" });
});

test("refuses a demo password of fewer than eight characters", async () => {
  await expect(ensureDemoUsers(context.db, "1234567")).rejects.toMatchObject({ code: "invalid_input" });
});
