import { appId, demoVariables } from "../support/console";
import { errorOf } from "../support/http-client";
import { expect, hydrated, openHttp, test } from "./fixtures";

test("a console that is set to read only shows everything, says why nothing can be changed, and sends no change", async ({ page, pageWatch, sandbox, startServer }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  sandbox.addGroup({ groupId: "team", type: "Public", members: [{ userId: "alice", unread: 4 }] });
  const server = await startServer({ variables: { ...demoVariables, READ_ONLY: "true" } });
  pageWatch.expectOrigin(server.url);
  await page.goto(`${server.url}/unread?account=alice&peers=bob`);
  await page.getByRole("button", { name: "Sign in as admin" }).click();
  await expect(page.getByRole("row", { name: /bob/ })).toContainText("12");
  await expect(page.getByRole("button", { name: "Mark read…" })).toBeDisabled();
  await expect(page.getByText("This console is set to read only; nothing can be changed from here.")).toBeVisible();
  await page.goto(`${server.url}/group-unread?group=team&member=alice`);
  await expect(page.getByRole("button", { name: /^Set to/ })).toBeDisabled();

  const client = await openHttp(server, "admin");
  for (const answer of [
    await client.post(`/api/apps/${appId}/accounts/alice/mark-read`, { peers: ["bob"], reason: "try" }),
    await client.put(`/api/apps/${appId}/groups/team/members/alice/unread`, { unread: 1, reason: "try" }),
  ]) {
    expect(answer.status).toBe(403);
    expect(errorOf(answer).code).toBe("read_only");
  }
  expect(sandbox.calls("admin_set_msg_read") + sandbox.calls("set_unread_msg_num")).toBe(0);
});

test("a console that asks for no reason takes changes without one", async ({ page, pageWatch, sandbox, startServer }) => {
  sandbox.addUnread({ to: "alice", from: "bob", count: 12 });
  const server = await startServer({ variables: { ...demoVariables, REQUIRE_REASON: "false" } });
  pageWatch.expectOrigin(server.url);
  await page.goto(`${server.url}/mark-read?account=alice&peers=bob`);
  await page.getByRole("button", { name: "Sign in as agent" }).click();
  await page.getByRole("heading", { name: "Mark conversations read" }).waitFor();
  await hydrated(page);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Mark 1 conversation read" }).click();
  await expect(page.getByText("1 changed")).toBeVisible();
  expect(sandbox.truth("alice").c2cTotal).toBe(0);
});
