import type { Environment } from "@/lib/shared/apps";

/** One IM application as configured, secret included: it never leaves the server. */
export interface ImApp {
  /** Decimal, as it stands in URLs. */
  sdkAppId: string;
  label: string;
  environment: Environment;
  /** Origin of the REST API, for example `https://console.tim.qq.com`. */
  endpoint: string;
  /** An account that is app admin in the IM console; every call is made in its name. */
  adminUserId: string;
  secretKey: string;
  /** Calls per second where they differ from the documented limits, by command (`openim/admin_set_msg_read`) or `default`. */
  limits: Record<string, number>;
  /** Whether unread counting is switched on for Meeting groups. */
  meetingUnread: boolean;
  /** Patterns (`*` stands for anything) of accounts that are not to be changed lightly. */
  protectedAccounts: string[];
}
