import { expect, test } from "vitest";
import { createGate } from "@/lib/server/jobs/gate";

/** Notes in which order those come in who have been waiting. */
function entering(gate: ReturnType<typeof createGate>, names: readonly string[]) {
  const inside: string[] = [];
  const leaving = names.map(async (name) => {
    const leave = await gate.enter();
    inside.push(name);
    return leave;
  });
  return { inside, leaving };
}

test("lets so many in at once, and the others in their order as places become free", async () => {
  const { inside, leaving } = entering(createGate(2), ["ann", "bob", "cid", "dan"]);
  const [first, second, third] = leaving;
  (await second)?.();
  await third;
  expect(inside).toEqual(["ann", "bob", "cid"]);
  (await first)?.();
  await leaving[3];
  expect(inside).toEqual(["ann", "bob", "cid", "dan"]);
});

test("leaving twice makes room for one", async () => {
  const gate = createGate(1);
  const leave = await gate.enter();
  const { inside, leaving } = entering(gate, ["ann", "bob"]);
  leave();
  leave();
  await leaving[0];
  // Whoever had been let in as well would be inside by now.
  await new Promise((resolve) => setImmediate(resolve));
  expect(inside).toEqual(["ann"]);
});
