import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { environments } from "@/lib/shared/apps";
import type { ImApp } from "./app";

/** REST API addresses by region. (contract 1.2, doc 34620) */
const regions = new Map([
  ["china", "https://console.tim.qq.com"],
  ["singapore", "https://adminapisgp.im.qcloud.com"],
  ["seoul", "https://adminapikr.im.qcloud.com"],
  ["tokyo", "https://adminapijpn.im.qcloud.com"],
  ["frankfurt", "https://adminapiger.im.qcloud.com"],
  ["mumbai", "https://adminapiind.im.qcloud.com"],
  ["silicon-valley", "https://adminapiusa.im.qcloud.com"],
  ["jakarta", "https://adminapiidn.im.qcloud.com"],
]);

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether `endpoint` can only be this machine. */
export function isLoopback(endpoint: string): boolean {
  return URL.canParse(endpoint) && loopback.has(new URL(endpoint).hostname);
}

const Endpoint = z.string().transform((text, ctx) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    ctx.addIssue({ code: "custom", message: "must be an address such as https://console.tim.qq.com" });
    return z.NEVER;
  }
  if (url.protocol === "http:" && !loopback.has(url.hostname)) {
    ctx.addIssue({ code: "custom", message: "must be https: (http: is allowed only on this machine, for the sandbox)" });
    return z.NEVER;
  }
  return url.origin;
});

const ConfiguredApp = z
  .object({
    sdkAppId: z.coerce.string().regex(/^\d{1,12}$/, "must be the number of the app, for example 1400000001"),
    label: z.string().min(1).max(60).optional(),
    environment: z.enum(environments, `must be one of ${environments.join(", ")}`).default("production"),
    endpoint: Endpoint,
    adminUserId: z.string("is missing").regex(/^[\x20-\x7e]{1,32}$/, "must be 1 to 32 printable ASCII characters"),
    secretKey: z.string().optional(),
    secretKeyFile: z.string().optional(),
    limits: z.record(z.string(), z.number().positive()).default({}),
    meetingUnread: z.boolean().default(false),
    protectedAccounts: z.array(z.string().min(1)).default([]),
  })
  .strict();

type Source = Record<string, string | undefined>;
type Report = (where: string, problem: string) => void;

/** The apps that `source` configures; every mistake goes to `report`, none is thrown. */
export function readApps(source: Source, report: Report): ImApp[] {
  if (source.IM_APPS_FILE && source.IM_SDK_APP_ID) report("IM_APPS_FILE", "is set beside IM_SDK_APP_ID; give the apps in one place");
  const apps = source.IM_APPS_FILE ? appsFromFile(source.IM_APPS_FILE, report) : appFromVariables(source, report);
  const seen = new Set<string>();
  for (const { sdkAppId } of apps) {
    if (seen.has(sdkAppId)) report("IM_APPS_FILE", `lists app ${sdkAppId} twice`);
    seen.add(sdkAppId);
  }
  return apps;
}

function appsFromFile(path: string, report: Report): ImApp[] {
  let listed: unknown;
  try {
    listed = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    // A JSON parser quotes what it stumbled over, and that could be the key.
    const why = error instanceof SyntaxError ? "names a file that is not valid JSON" : `names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`;
    // Nor is the path repeated: the list itself, keys and all, may have been set in its place.
    report("IM_APPS_FILE", why);
    return [];
  }
  if (!Array.isArray(listed) || listed.length === 0) {
    report("IM_APPS_FILE", "must name a file that holds a JSON list of at least one app");
    return [];
  }
  return listed.flatMap((entry, index) => configured(entry, (key) => `IM_APPS_FILE, app ${index + 1}${key && `, ${key}`}`, report));
}

const variableOf: Record<string, string> = {
  sdkAppId: "IM_SDK_APP_ID",
  endpoint: "IM_ENDPOINT",
  adminUserId: "IM_ADMIN_USER_ID",
  secretKey: "IM_SECRET_KEY",
  secretKeyFile: "IM_SECRET_KEY_FILE",
  label: "IM_LABEL",
  environment: "IM_ENVIRONMENT",
  meetingUnread: "IM_MEETING_UNREAD",
};

function appFromVariables(source: Source, report: Report): ImApp[] {
  if (!source.IM_SDK_APP_ID) {
    report("IM_SDK_APP_ID", "is missing (or list the apps in IM_APPS_FILE)");
    return [];
  }
  const region = (source.IM_REGION ?? "china").toLowerCase();
  if (!source.IM_ENDPOINT && !regions.has(region)) report("IM_REGION", `must be one of ${[...regions.keys()].join(", ")}; for any other place set IM_ENDPOINT`);
  if (source.IM_MEETING_UNREAD && !/^(?:true|false)$/.test(source.IM_MEETING_UNREAD)) report("IM_MEETING_UNREAD", "must be true or false");
  const entry = {
    sdkAppId: source.IM_SDK_APP_ID,
    // An unknown region is told of once; the rest is checked as if it were the usual one.
    endpoint: source.IM_ENDPOINT ?? regions.get(region) ?? regions.get("china"),
    adminUserId: source.IM_ADMIN_USER_ID,
    secretKey: source.IM_SECRET_KEY,
    secretKeyFile: source.IM_SECRET_KEY_FILE,
    label: source.IM_LABEL,
    environment: source.IM_ENVIRONMENT,
    meetingUnread: source.IM_MEETING_UNREAD === "true",
    protectedAccounts: source.IM_PROTECTED_ACCOUNTS?.split(",").map((pattern) => pattern.trim()).filter(Boolean),
  };
  return configured(entry, (key) => variableOf[key.split(".")[0] ?? ""] ?? "IM_SDK_APP_ID", report);
}

function configured(entry: unknown, where: (key: string) => string, report: Report): ImApp[] {
  const parsed = ConfiguredApp.safeParse(entry);
  if (!parsed.success) for (const issue of parsed.error.issues) report(where(issue.path.join(".")), issue.message);
  const key = readSecret(entry, where, report);
  if (!parsed.success || !key) return [];
  const { secretKey: _, secretKeyFile: __, label, ...app } = parsed.data;
  return [{ ...app, label: label ?? `App ${app.sdkAppId}`, secretKey: key }];
}

const Secret = z.object({ secretKey: z.string().optional(), secretKeyFile: z.string().optional() });

function readSecret(entry: unknown, where: (key: string) => string, report: Report): string | undefined {
  const parsed = Secret.safeParse(entry);
  // Of a wrong type, which is told of already.
  if (!parsed.success) return undefined;
  const { secretKey, secretKeyFile } = parsed.data;
  if (secretKey) return secretKey;
  if (!secretKeyFile) {
    report(where("secretKey"), "is missing (or name a file that holds it)");
    return undefined;
  }
  try {
    const key = readFileSync(secretKeyFile, "utf8").trim();
    if (key === "") report(where("secretKeyFile"), "names an empty file");
    return key;
  } catch (error) {
    // Without the path: the key itself may have been set in its place.
    report(where("secretKeyFile"), `names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
    return undefined;
  }
}
