import "server-only";
import type { App } from "@/lib/shared/apps";
import type { ImApp } from "./app";

/** The configured apps as a browser may know them, in the order configured. */
export function listApps(apps: Iterable<{ app: ImApp }>): App[] {
  return [...apps].map(({ app: { sdkAppId, label, environment } }) => ({ sdkAppId, label, environment }));
}
