import { expect, test } from "vitest";
import { listApps } from "@/lib/server/apps/list-apps";

const app = {
  sdkAppId: "1400000001",
  label: "Chat",
  environment: "production" as const,
  endpoint: "https://console.tim.qq.com",
  adminUserId: "administrator",
  secretKey: "never-to-be-seen",
  limits: {},
  meetingUnread: false,
  protectedAccounts: [],
};

test("a browser learns of an app its number, name and environment, and nothing else", () => {
  const apps = new Map([["1400000001", { app }], ["20", { app: { ...app, sdkAppId: "20", label: "Test", environment: "staging" as const } }]]);
  expect(listApps(apps.values())).toEqual([
    { sdkAppId: "1400000001", label: "Chat", environment: "production" },
    { sdkAppId: "20", label: "Test", environment: "staging" },
  ]);
});
