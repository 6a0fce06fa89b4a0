import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { EnvError, readEnv } from "@/lib/server/env";

const folder = mkdtempSync(join(tmpdir(), "env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secretKey = "k3y-0123456789abcdef0123456789abcdef";
const sessionSecret = "s3ssion-0123456789abcdef0123456789abcdef";
const complete = {
  NEXTAUTH_URL: "https://unread.example.com",
  NEXTAUTH_SECRET: sessionSecret,
  IM_SDK_APP_ID: "1400000001",
  IM_ADMIN_USER_ID: "administrator",
  IM_SECRET_KEY: secretKey,
};

type Source = Record<string, string | undefined>;

/** The mistakes that `source` is refused for, one a line; none where it is accepted. */
function mistakes(source: Source): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message.split("\n").slice(1).map((line) => line.replace(/^ {2}- /, ""));
  }
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function appsFile(apps: unknown): Source {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET } = complete;
  return { NEXTAUTH_URL, NEXTAUTH_SECRET, IM_APPS_FILE: file("apps.json", typeof apps === "string" ? apps : JSON.stringify(apps)) };
}

test("needs five settings and has a default for every other", () => {
  expect(readEnv(complete)).toEqual({
    url: "https://unread.example.com",
    sessionSecret,
    databaseUrl: undefined,
    dataDir: "./data",
    rateShare: 0.95,
    bulkShare: 0.8,
    requireReason: true,
    readOnly: false,
    jobApprovalRows: 1000,
    jobMaxRows: 5_000_000,
    jobRetentionDays: 90,
    jobNoticeUrl: undefined,
    worker: true,
    trustProxy: 0,
    logLevel: "info",
    demo: undefined,
    apps: [
      {
        sdkAppId: "1400000001",
        label: "App 1400000001",
        environment: "production",
        endpoint: "https://console.tim.qq.com",
        adminUserId: "administrator",
        secretKey,
        limits: {},
        meetingUnread: false,
        protectedAccounts: [],
      },
    ],
  });
});

test("takes every setting that is given", () => {
  const env = readEnv({
    ...complete,
    NEXTAUTH_URL: "https://unread.example.com/some/path?x=1",
    DATABASE_URL: "postgresql://user:pass@db/unread",
    DATA_DIR: "/var/lib/unread",
    IM_RATE_SHARE: "0.5",
    IM_BULK_SHARE: "1",
    REQUIRE_REASON: "false",
    READ_ONLY: "true",
    JOB_APPROVAL_ROWS: "50",
    JOB_MAX_ROWS: "2000",
    JOB_RETENTION_DAYS: "7",
    JOB_NOTICE_URL: "https://chat.example.com/hook",
    WORKER: "off",
    TRUST_PROXY: "2",
    LOG_LEVEL: "silent",
    DEMO: "true",
    DEMO_PASSWORD: "correct horse",
    IM_ENDPOINT: "http://127.0.0.1:4100/v4/",
    IM_LABEL: "Demo Chat",
    IM_ENVIRONMENT: "sandbox",
    IM_MEETING_UNREAD: "true",
    IM_PROTECTED_ACCOUNTS: "vip-*, ceo,",
  });
  expect(env).toMatchObject({
    url: "https://unread.example.com",
    databaseUrl: "postgresql://user:pass@db/unread",
    dataDir: "/var/lib/unread",
    rateShare: 0.5,
    bulkShare: 1,
    requireReason: false,
    readOnly: true,
    jobApprovalRows: 50,
    jobMaxRows: 2000,
    jobRetentionDays: 7,
    jobNoticeUrl: "https://chat.example.com/hook",
    worker: false,
    trustProxy: 2,
    logLevel: "silent",
    demo: { password: "correct horse" },
    apps: [{ endpoint: "http://127.0.0.1:4100", label: "Demo Chat", environment: "sandbox", meetingUnread: true, protectedAccounts: ["vip-*", "ceo"] }],
  });
});

test("takes an empty variable for one that is not set", () => {
  expect(readEnv({ ...complete, DATABASE_URL: "", DATA_DIR: "", IM_APPS_FILE: "", READ_ONLY: "", DEMO_PASSWORD: "", IM_REGION: "" })).toEqual(readEnv(complete));
});

test.each([
  ["NEXTAUTH_URL", undefined, "must be the console's own address, for example https://unread.example.com"],
  ["NEXTAUTH_URL", "unread.example.com", "must be the console's own address, for example https://unread.example.com"],
  ["NEXTAUTH_URL", "ftp://unread.example.com", "must be the console's own address, for example https://unread.example.com"],
  ["NEXTAUTH_SECRET", undefined, "is missing; make one with: openssl rand -base64 32"],
  ["NEXTAUTH_SECRET", "short", "must be at least 32 characters; make one with: openssl rand -base64 32"],
  ["DATABASE_URL", "mysql://db/unread", "must be a postgres:// address"],
  ["IM_RATE_SHARE", "0", "must be above 0"],
  ["IM_RATE_SHARE", "1.1", "must be at most 1"],
  ["IM_RATE_SHARE", "half", "must be a number"],
  ["IM_BULK_SHARE", "-0.5", "must be above 0"],
  ["IM_BULK_SHARE", "80%", "must be a number"],
  ["REQUIRE_REASON", "no", "must be true or false"],
  ["READ_ONLY", "1", "must be true or false"],
  ["TRUST_PROXY", "yes", "must be a whole number"],
  ["TRUST_PROXY", "1.5", "must be a whole number"],
  ["LOG_LEVEL", "loud", "must be one of fatal, error, warn, info, debug, trace, silent"],
  ["DEMO", "yes", "must be true or false"],
  ["DEMO_PASSWORD", "short", "must be at least 8 characters"],
  ["IM_SDK_APP_ID", undefined, "is missing (or list the apps in IM_APPS_FILE)"],
  ["IM_SDK_APP_ID", "my-app", "must be the number of the app, for example 1400000001"],
  ["IM_ADMIN_USER_ID", undefined, "is missing"],
  ["IM_ADMIN_USER_ID", "管理员", "must be 1 to 32 printable ASCII characters"],
  ["IM_SECRET_KEY", undefined, "is missing (or name a file that holds it)"],
  ["IM_REGION", "mars", "must be one of china, singapore, seoul, tokyo, frankfurt, mumbai, silicon-valley, jakarta; for any other place set IM_ENDPOINT"],
  ["IM_REGION", "constructor", "must be one of china, singapore, seoul, tokyo, frankfurt, mumbai, silicon-valley, jakarta; for any other place set IM_ENDPOINT"],
  ["IM_ENDPOINT", "console.tim.qq.com", "must be an address such as https://console.tim.qq.com"],
  ["IM_ENDPOINT", "ftp://console.tim.qq.com", "must be an address such as https://console.tim.qq.com"],
  ["IM_ENVIRONMENT", "prod", "must be one of production, staging, sandbox"],
  ["IM_MEETING_UNREAD", "yes", "must be true or false"],
])("says what is wrong with %s=%s", (variable, value, problem) => {
  expect(mistakes({ ...complete, [variable]: value })).toEqual([`${variable} ${problem}`]);
});

test.each([
  [undefined, "https://console.tim.qq.com"],
  ["china", "https://console.tim.qq.com"],
  ["Singapore", "https://adminapisgp.im.qcloud.com"],
  ["seoul", "https://adminapikr.im.qcloud.com"],
  ["tokyo", "https://adminapijpn.im.qcloud.com"],
  ["frankfurt", "https://adminapiger.im.qcloud.com"],
  ["mumbai", "https://adminapiind.im.qcloud.com"],
  ["silicon-valley", "https://adminapiusa.im.qcloud.com"],
  ["jakarta", "https://adminapiidn.im.qcloud.com"],
])("finds the endpoint of the region %s", (IM_REGION, endpoint) => {
  expect(readEnv({ ...complete, IM_REGION }).apps[0]?.endpoint).toBe(endpoint);
});

test.each([
  ["http://127.0.0.1:4100", []],
  ["http://localhost:4100", []],
  ["http://[::1]:4100", []],
  ["https://im.example.com:8443", []],
  ["http://im.example.com", ["IM_ENDPOINT must be https: (http: is allowed only on this machine, for the sandbox)"]],
  ["http://127.0.0.1.example.com", ["IM_ENDPOINT must be https: (http: is allowed only on this machine, for the sandbox)"]],
  ["http://10.0.0.1", ["IM_ENDPOINT must be https: (http: is allowed only on this machine, for the sandbox)"]],
  ["http://localhost@im.example.com", ["IM_ENDPOINT must be https: (http: is allowed only on this machine, for the sandbox)"]],
])("sends signatures unencrypted only inside this machine: %s", (IM_ENDPOINT, problems) => {
  expect(mistakes({ ...complete, IM_ENDPOINT })).toEqual(problems);
});

describe("in the demo", () => {
  const demo = { ...complete, DEMO: "true", DEMO_PASSWORD: "correct horse" };

  test("a real endpoint is refused, because anybody may sign in", () => {
    expect(mistakes(demo)).toEqual(["DEMO must not be true with an app at https://console.tim.qq.com: anybody could sign in with one click"]);
    expect(mistakes({ ...demo, IM_ENDPOINT: "http://localhost:4100" })).toEqual([]);
  });

  test("the sample users need a password", () => {
    expect(mistakes({ ...demo, DEMO_PASSWORD: undefined, IM_ENDPOINT: "http://localhost:4100" })).toEqual(["DEMO_PASSWORD is missing"]);
  });

  test("there are no sample users without it", () => {
    expect(readEnv({ ...complete, DEMO: "false", DEMO_PASSWORD: "correct horse" }).demo).toBeUndefined();
    expect(readEnv({ ...complete, DEMO_PASSWORD: "correct horse" }).demo).toBeUndefined();
  });
});

describe("the secret key", () => {
  test("is read from a file, without the line end an editor leaves there", () => {
    const IM_SECRET_KEY_FILE = file("key", `${secretKey}\n`);
    expect(readEnv({ ...complete, IM_SECRET_KEY: undefined, IM_SECRET_KEY_FILE }).apps[0]?.secretKey).toBe(secretKey);
  });

  test("is missed where the file is empty, absent or a folder", () => {
    const problems = [file("empty", " \n"), join(folder, "absent"), folder].map((IM_SECRET_KEY_FILE) => mistakes({ ...complete, IM_SECRET_KEY: undefined, IM_SECRET_KEY_FILE }));
    expect(problems).toEqual([
      ["IM_SECRET_KEY_FILE names an empty file"],
      ["IM_SECRET_KEY_FILE names a file that cannot be read (ENOENT)"],
      ["IM_SECRET_KEY_FILE names a file that cannot be read (EISDIR)"],
    ]);
  });

  test("may stand in a file even where an empty one is listed beside it", () => {
    const source = appsFile([{ sdkAppId: 1, endpoint: "https://im.example.com", adminUserId: "a", secretKey: "", secretKeyFile: file("key", secretKey) }]);
    expect(readEnv(source).apps.map((app) => app.secretKey)).toEqual([secretKey]);
  });
});

describe("the list of apps", () => {
  const app = { sdkAppId: 1400000001, endpoint: "https://console.tim.qq.com", adminUserId: "administrator", secretKey };

  test("is read in its order, with what each app sets for itself", () => {
    const limits = { "openim/admin_set_msg_read": 100, default: 50 };
    const source = appsFile([{ ...app, label: "Chat", environment: "staging", limits, meetingUnread: true, protectedAccounts: ["vip-*"] }, { ...app, sdkAppId: "20" }]);
    expect(readEnv(source).apps).toEqual([
      { ...app, sdkAppId: "1400000001", label: "Chat", environment: "staging", limits, meetingUnread: true, protectedAccounts: ["vip-*"] },
      { ...app, sdkAppId: "20", label: "App 20", environment: "production", limits: {}, meetingUnread: false, protectedAccounts: [] },
    ]);
  });

  test("stands in one place only", () => {
    expect(mistakes({ ...complete, ...appsFile([app]) })).toEqual(["IM_APPS_FILE is set beside IM_SDK_APP_ID; give the apps in one place"]);
  });

  test.each([
    ["nothing", "", "names a file that is not valid JSON"],
    ["half a list", '[{"sdkAppId": 1', "names a file that is not valid JSON"],
    ["an empty list", "[]", "must name a file that holds a JSON list of at least one app"],
    ["an object", "{}", "must name a file that holds a JSON list of at least one app"],
    ["null", "null", "must name a file that holds a JSON list of at least one app"],
  ])("cannot be %s", (_what, content, problem) => {
    expect(mistakes(appsFile(content))).toEqual([`IM_APPS_FILE ${problem}`]);
  });

  test("has to be there", () => {
    expect(mistakes({ ...complete, IM_SDK_APP_ID: undefined, IM_APPS_FILE: join(folder, "absent.json") })).toEqual(["IM_APPS_FILE names a file that cannot be read (ENOENT)"]);
  });

  test("names no app twice", () => {
    expect(mistakes(appsFile([app, { ...app, sdkAppId: "1400000001" }]))).toEqual(["IM_APPS_FILE lists app 1400000001 twice"]);
  });

  test("says for each app what is wrong with it", () => {
    const source = appsFile([
      app,
      { ...app, sdkAppId: "x", endpoint: "http://im.example.com", secretKey: undefined },
      { ...app, sdkAppId: 3, secretkey: "?", secretKeyFile: "/nowhere" },
      { ...app, sdkAppId: 4, limits: { default: 0 }, meetingUnread: "true", protectedAccounts: [""] },
      "app",
    ]);
    expect(mistakes(source)).toEqual([
      "IM_APPS_FILE, app 2, sdkAppId must be the number of the app, for example 1400000001",
      "IM_APPS_FILE, app 2, endpoint must be https: (http: is allowed only on this machine, for the sandbox)",
      "IM_APPS_FILE, app 2, secretKey is missing (or name a file that holds it)",
      expect.stringMatching(/^IM_APPS_FILE, app 3 Unrecognized key: "secretkey"/),
      expect.stringMatching(/^IM_APPS_FILE, app 4, limits\.default Too small/),
      expect.stringMatching(/^IM_APPS_FILE, app 4, meetingUnread Invalid input/),
      expect.stringMatching(/^IM_APPS_FILE, app 4, protectedAccounts\.0 Too small/),
      expect.stringMatching(/^IM_APPS_FILE, app 5 Invalid input/),
    ]);
  });
});

test("names all mistakes in one message", () => {
  const source = { NEXTAUTH_URL: "x", DATABASE_URL: "x", READ_ONLY: "x", LOG_LEVEL: "x", IM_SDK_APP_ID: "x", IM_REGION: "x" };
  const named = mistakes(source).map((line) => line.split(" ")[0]);
  expect(named).toEqual(["NEXTAUTH_URL", "NEXTAUTH_SECRET", "DATABASE_URL", "READ_ONLY", "LOG_LEVEL", "IM_REGION", "IM_SDK_APP_ID", "IM_ADMIN_USER_ID", "IM_SECRET_KEY"]);
  expect(() => readEnv(source)).toThrow(/^Unread Console cannot start\. 9 settings are wrong:\n/);
  expect(() => readEnv({ ...complete, READ_ONLY: "x" })).toThrow("Unread Console cannot start. One setting is wrong:\n  - READ_ONLY must be true or false");
});

test("never repeats a value, whichever variable a secret was put into by mistake", () => {
  const secret = "7f3a9c-never-to-be-seen";
  const variables = [...Object.keys(complete), "DATABASE_URL", "IM_RATE_SHARE", "IM_BULK_SHARE", "REQUIRE_REASON", "READ_ONLY", "TRUST_PROXY", "LOG_LEVEL", "DEMO", "DEMO_PASSWORD"];
  variables.push("IM_APPS_FILE", "IM_SECRET_KEY_FILE", "IM_REGION", "IM_ENDPOINT", "IM_ENVIRONMENT", "IM_LABEL", "IM_MEETING_UNREAD", "IM_PROTECTED_ACCOUNTS");
  const value = fc.constantFrom(secret, `https://user:${secret}@im.example.com/`, `postgres://user:${secret}@db/x`, `mysql://user:${secret}@db/x`, JSON.stringify([{ secretKey: secret }]));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...variables), value, { minKeys: 1, maxKeys: 6 }), (given) => {
      expect(mistakes({ ...complete, ...given }).join("\n")).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
  for (const content of [secret, `[{"secretKey": "${secret}"`, JSON.stringify([{ secretKey: secret }, secret, [secret]])]) expect(mistakes(appsFile(content)).join("\n")).not.toContain(secret);
});
