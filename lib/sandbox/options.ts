import { isInteger, isObject } from "./fields";

/** What the contract leaves open or an app can be configured to; the defaults are the contract's. */
export type Options = {
  /** Calls per second by command name; `default` for all others. */
  limits: Map<string, number>;
  /** Meeting groups count unread, and `set_unread_msg_num` works in them. */
  meetingUnread: boolean;
  /** `get_joined_group_list` still answers `SelfInfo.UnreadMsgNum`. */
  reportUnread: boolean;
  /** Every answer waits this long. */
  latencyMs: number;
  /** The sandbox's clock runs this much ahead of (or behind) the machine's. */
  clockOffsetMs: number;
  /** Join and leave notices in groups: take a sequence number without counting as unread, count too, or do not exist. */
  groupTips: "silent" | "counted" | "off";
  /** Messages per group and second; more are dropped with success. */
  groupMessagesPerSecond: number;
  /** Entries in a recent-contact list: 100, or up to 500 on the top plan. */
  recentContacts: number;
  /** Whether `account_delete` is allowed (free plan) or answers 71000. */
  accountDelete: boolean;
  /** The free plan's ceilings: 100 accounts (70398) and 100 groups (10058). */
  freePlan: boolean;
};

const specialLimits: readonly (readonly [string, number])[] = [
  ["im_open_login_svc/account_check", 100],
  ["im_open_login_svc/account_delete", 100],
  ["im_open_login_svc/multiaccount_import", 100],
  ["group_open_http_svc/get_appid_group_list", 1],
];

export function defaultOptions(): Options {
  return {
    limits: new Map([["default", 200], ...specialLimits]),
    meetingUnread: false,
    reportUnread: true,
    latencyMs: 0,
    clockOffsetMs: 0,
    groupTips: "silent",
    groupMessagesPerSecond: 40,
    recentContacts: 100,
    accountDelete: true,
    freePlan: false,
  };
}

export type OptionsInput = Partial<Omit<Options, "limits">> & { limits?: Record<string, number> };

const flag = (value: unknown) => typeof value === "boolean";
const checks: Record<Exclude<keyof Options, "limits">, { is: (value: unknown) => boolean; want: string }> = {
  meetingUnread: { is: flag, want: "true or false" },
  reportUnread: { is: flag, want: "true or false" },
  accountDelete: { is: flag, want: "true or false" },
  freePlan: { is: flag, want: "true or false" },
  latencyMs: { is: (value) => isInteger(value, 0, 600_000), want: "milliseconds from 0 to 600000" },
  clockOffsetMs: { is: (value) => isInteger(value, -1e13, 1e13), want: "a whole number of milliseconds" },
  groupTips: { is: (value) => value === "silent" || value === "counted" || value === "off", want: '"silent", "counted" or "off"' },
  groupMessagesPerSecond: { is: (value) => isInteger(value, 1), want: "a whole number of at least 1" },
  recentContacts: { is: (value) => isInteger(value, 1, 500), want: "a whole number from 1 to 500" },
};

function isOption(key: string): key is keyof typeof checks {
  return Object.hasOwn(checks, key);
}

/** Changes the options named in `input` and leaves the others; throws an Error that says what is wrong, changing nothing. */
export function changeOptions(options: Options, input: unknown, commands: readonly string[]): void {
  if (!isObject(input)) throw new Error("options must be an object");
  const limits = new Map<string, number>();
  for (const [key, value] of Object.entries(input)) {
    if (key === "limits") readLimits(value, commands, limits);
    else if (!isOption(key)) throw new Error(`there is no option "${key}"; there are limits, ${Object.keys(checks).join(", ")}`);
    else if (!checks[key].is(value)) throw new Error(`${key} must be ${checks[key].want}`);
  }
  for (const [command, limit] of limits) options.limits.set(command, limit);
  const { limits: _, ...rest } = input;
  Object.assign(options, rest);
}

function readLimits(value: unknown, commands: readonly string[], into: Map<string, number>): void {
  if (!isObject(value)) throw new Error("limits must be an object of calls per second by command");
  for (const [asked, limit] of Object.entries(value)) {
    const name = asked === "default" ? asked : commands.find((command) => command === asked || command.endsWith(`/${asked}`));
    if (name === undefined) throw new Error(`limits: there is no command "${asked}"`);
    if (!isInteger(limit, 1)) throw new Error(`limits: ${asked} must be a whole number of at least 1`);
    into.set(name, limit);
  }
}
