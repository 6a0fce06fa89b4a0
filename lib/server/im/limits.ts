import "server-only";
import type { ImApp } from "../apps/app";

/** Calls per second and app that hold where a command has no limit of its own. (contract 14, doc 34381) */
const defaultLimit = 200;

const documentedLimits: Record<string, number> = {
  "im_open_login_svc/account_check": 100,
  "im_open_login_svc/account_delete": 100,
  "im_open_login_svc/multiaccount_import": 100,
  "group_open_http_svc/get_appid_group_list": 1,
};

/** Most items one call may carry. (contract 14; where documents disagree, the smaller number) */
export const batchSizes = { peers: 10, accounts: 100, portraits: 100, onlineStates: 500, groups: 50, members: 50, memberPage: 100, joinedGroups: 1000 } as const;

/** Calls per second that the IM API accepts for `command`: what the app is configured with, else what is documented. */
export function limitOf(app: Pick<ImApp, "limits">, command: string): number {
  return app.limits[command] ?? documentedLimits[command] ?? app.limits.default ?? defaultLimit;
}
