import { roles } from "@/lib/shared/roles";
import { errorOf } from "../../support/http-client";
import { expect, test } from "../fixtures";
import { auditEntryOf } from "./audit-entry";
import { askers, routesOnDisk, table } from "./route-table";

const foreign = "https://elsewhere.example";

test.beforeEach(({ sandbox }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 3 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: ["alice"], messages: 9 });
});

test("the table of routes covers every route on disk, and no other", () => {
  const listed = new Set(table.map(({ method, route }) => `${method} ${route}`));
  expect([...listed].toSorted()).toEqual(routesOnDisk().toSorted());
});

for (const asker of askers) {
  test(`every route answers ${asker === "nobody" ? "somebody without a session" : `the ${asker}`} as the table says`, async ({ http, sandbox }) => {
    const client = await http(asker === "nobody" ? undefined : asker);
    for (const { method, path, body, status } of table) {
      const before = imCalls(sandbox.stats());
      const answer = await client.request(method, path, { body });
      expect.soft(answer.status, `${asker}: ${method} ${path} ${answer.text.slice(0, 200)}`).toBe(status[asker]);
      if (answer.status === 401 || answer.status === 403) expect.soft(imCalls(sandbox.stats()), `${asker}: calls to IM for ${method} ${path}`).toBe(before);
    }
  });
}

test("a page of another origin is refused on every route, whatever its user may do", async ({ http, sandbox }) => {
  for (const asker of askers) {
    const client = await http(asker === "nobody" ? undefined : asker);
    const before = imCalls(sandbox.stats());
    for (const { method, path, body, status, foreign: expected } of table) {
      const wanted = status[asker] === 401 ? 401 : expected;
      for (const headers of [{ origin: foreign }, { origin: foreign, "sec-fetch-site": "cross-site" }, { origin: "null" }, { origin: "http://localhost:1" }]) {
        const answer = await client.request(method, path, { body, headers });
        expect.soft(answer.status, `${asker}: ${method} ${path} with ${JSON.stringify(headers)}`).toBe(wanted);
        if (answer.status === 403) expect.soft(errorOf(answer).code).toBe("foreign_origin");
        expect.soft(answer.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
    expect(imCalls(sandbox.stats()), `calls to IM for foreign pages as ${asker}`).toBe(before);
  }
});

test("a write that does not say where it comes from is refused, and recorded", async ({ http, sandbox }) => {
  const client = await http("admin");
  for (const { method, path, body } of table.filter(({ writes }) => writes)) {
    for (const site of [undefined, "cross-site", "same-site", "none"]) {
      const answer = await client.request(method, path, { body, headers: { origin: undefined, "sec-fetch-site": site } });
      expect(answer.status, `${method} ${path} from ${site ?? "a program"}`).toBe(403);
      expect(await auditEntryOf(client, answer)).toMatchObject({ actor: "admin", outcome: "denied", errorCode: "foreign_origin" });
    }
  }
  expect(imCalls(sandbox.stats())).toBe(0);
});

test("a viewer's attempt to write calls nothing and is recorded", async ({ http, sandbox }) => {
  const [viewer, admin] = [await http("viewer"), await http("admin")];
  for (const { method, path, body, about, status } of table.filter(({ writes }) => writes)) {
    const answer = await viewer.request(method, path, { body });
    const lowest = roles.find((role) => status[role] !== 403);
    expect(errorOf(answer)).toMatchObject({ code: "forbidden", message: expect.stringContaining(`“${lowest}”`) });
    expect(await auditEntryOf(admin, answer)).toMatchObject({ actor: "viewer", role: "viewer", outcome: "denied", errorCode: "forbidden", ...about });
  }
  expect(imCalls(sandbox.stats())).toBe(0);
});

test("a method that a route does not have is refused", async ({ http, sandbox }) => {
  const client = await http("admin");
  const before = imCalls(sandbox.stats());
  for (const route of new Set(table.map((row) => row.route))) {
    const rows = table.filter((row) => row.route === route);
    const known = new Set(rows.map(({ method }) => method));
    for (const method of ["POST", "PUT", "PATCH", "DELETE"].filter((name) => !known.has(name))) {
      const answer = await client.request(method, rows[0]?.path ?? "/", { body: {} });
      expect.soft(answer.status, `${method} ${route}`).toBe(405);
    }
  }
  expect(imCalls(sandbox.stats())).toBe(before);
});

test("an answer of the API is private to whoever asked, and names its request", async ({ http }) => {
  for (const client of [await http(), await http("admin")]) {
    for (const { method, path, body, route } of table.filter((row) => !row.route.endsWith("z"))) {
      const { headers } = await client.request(method, path, { body });
      expect.soft(headers.get("cache-control"), `cache-control of ${method} ${path}`).toMatch(/no-store|private/);
      if (!route.includes("nextauth")) expect.soft(headers.get("x-request-id"), `request id of ${method} ${path}`).toMatch(/^[\da-f-]{36}$/);
    }
  }
});

function imCalls({ commands }: { commands: Record<string, { calls: number }> }): number {
  return Object.values(commands).reduce((sum, { calls }) => sum + calls, 0);
}
