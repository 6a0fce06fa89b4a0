import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { consoleVariables, freePort, secretKey, sessionSecret, startConsole, tryToStart, withDataDir, type Variables } from "../../support/console";
import { expect, test } from "../fixtures";

const base = (dataDir: string): Variables => consoleVariables({ url: "http://localhost:3999", imEndpoint: "http://127.0.0.1:4999", dataDir });
const wrong = "one-secret-too-short";

test("several mistakes in the environment stop the start with one message that lists all of them and no secret", async () => {
  await withDataDir(async (dataDir) => {
    const { code, output } = await tryToStart({
      ...base(dataDir),
      PORT: "99999",
      NEXTAUTH_URL: "unread.example.com",
      NEXTAUTH_SECRET: wrong,
      DATABASE_URL: "mysql://console:database-password@db.example.com/unread",
      IM_RATE_SHARE: "2",
      IM_BULK_SHARE: "a lot",
      REQUIRE_REASON: "yes",
      LOG_LEVEL: "loud",
      IM_SDK_APP_ID: "demo",
      IM_ENDPOINT: "http://console.tim.qq.com",
      IM_ADMIN_USER_ID: "",
    });
    expect(code).toBe(1);
    expect(output.match(/cannot start/g)).toHaveLength(1);
    expect(output).toContain("11 settings are wrong");
    for (const name of ["PORT", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "DATABASE_URL", "IM_RATE_SHARE", "IM_BULK_SHARE", "REQUIRE_REASON", "LOG_LEVEL", "IM_SDK_APP_ID", "IM_ENDPOINT", "IM_ADMIN_USER_ID"]) {
      expect(output, `the line about ${name}`).toMatch(new RegExp(`- ${name} .{10,}`));
    }
    expectNothingSecret(output, [wrong, "database-password"]);
    expect(output).not.toContain("Unread Console ready");
  });
});

test("a start without any settings says which ones are missing", async () => {
  await withDataDir(async (dataDir) => {
    const none = Object.fromEntries(Object.keys(base(dataDir)).map((name) => [name, ""]));
    const { code, output } = await tryToStart({ ...none, DATA_DIR: dataDir, PORT: String(await freePort()) });
    expect(code).toBe(1);
    for (const name of ["NEXTAUTH_URL", "NEXTAUTH_SECRET", "IM_SDK_APP_ID"]) expect(output).toContain(`- ${name} `);
    expectNothingSecret(output);
  });
});

test("mistakes in the list of apps are told by app and field, without the keys in it", async () => {
  await withDataDir(async (dataDir) => {
    const list = join(dataDir, "apps.json");
    const start = async () => tryToStart({ ...base(dataDir), PORT: String(await freePort()), IM_SDK_APP_ID: "", IM_APPS_FILE: list });

    writeFileSync(list, JSON.stringify([{ sdkAppId: 1, endpoint: "https://console.tim.qq.com", secretKey, adminUserId: "administrator" }, { sdkAppId: "x", endpoint: "ftp://a", secretKey, color: "red" }]));
    const listed = await start();
    expect(listed.code).toBe(1);
    expect(listed.output).toContain("IM_APPS_FILE, app 2, sdkAppId");
    expect(listed.output).toContain("IM_APPS_FILE, app 2, endpoint");
    expectNothingSecret(listed.output);

    writeFileSync(list, `[{ "secretKey": "${secretKey}", oops`);
    const broken = await start();
    expect(broken.code).toBe(1);
    expect(broken.output).toMatch(/IM_APPS_FILE .*not valid JSON/);
    expectNothingSecret(broken.output);
  });
});

test("one-click sign-in is refused for an app that is not on this machine", async () => {
  await withDataDir(async (dataDir) => {
    const { code, output } = await tryToStart({ ...base(dataDir), PORT: String(await freePort()), DEMO: "true", DEMO_PASSWORD: "long-enough", IM_ENDPOINT: "https://console.tim.qq.com" });
    expect(code).toBe(1);
    expect(output).toMatch(/DEMO must not be true .*anybody could sign in/);
  });
});

test("a database that does not answer stops the start with a sentence", async () => {
  await withDataDir(async (dataDir) => {
    const { code, output } = await tryToStart({ ...base(dataDir), PORT: String(await freePort()), DATABASE_URL: `postgres://console:database-password@127.0.0.1:${await freePort()}/unread` });
    expect(code).toBe(1);
    expect(output).toMatch(/database/i);
    expectNothingSecret(output, ["database-password"]);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

test("a data folder that another console holds, or that cannot be written, stops the start with a sentence", async () => {
  await withDataDir(async (dataDir) => {
    const first = await startConsole(base(dataDir));
    const second = await tryToStart({ ...base(dataDir), PORT: String(await freePort()) });
    await first.stop();
    expect(second.code).toBe(1);
    expect(second.output).toMatch(/data folder .* is in use by process \d+/);

    const file = join(dataDir, "file");
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, "");
    const third = await tryToStart({ ...base(join(file, "below-a-file")), PORT: String(await freePort()) });
    expect(third.code).toBe(1);
    expect(third.output).not.toMatch(/\n\s+at /);
  });
});

test("a port that is in use stops the start with a sentence", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  try {
    await withDataDir(async (dataDir) => {
      const { code, output } = await tryToStart({ ...base(dataDir), PORT: String(typeof address === "object" && address?.port) });
      expect(code).toBe(1);
      expect(output).toMatch(/Port \d+ is in use\. Stop what listens there, or set PORT\./);
    });
  } finally {
    other.close();
  }
});

function expectNothingSecret(output: string, more: string[] = []): void {
  for (const secret of [secretKey, sessionSecret, ...more]) expect(output, "a secret in the message").not.toContain(secret);
}
