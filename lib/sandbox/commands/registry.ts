import type { Answer } from "../answer";
import type { Body } from "../fields";
import type { AppState } from "../store/state";
import { accountCommands } from "./accounts";
import { c2cUnreadCommands } from "./c2c-unread";
import { c2cMessageCommands } from "./c2c-messages";
import { c2cHistoryCommands } from "./c2c-history";
import { contactGroupCommands } from "./contact-groups";
import { contactMarkCommands } from "./contact-marks";
import { groupHistoryCommands } from "./group-history";
import { groupImportCommands } from "./group-import";
import { groupInfoCommands } from "./group-info";
import { groupLifecycleCommands } from "./group-lifecycle";
import { groupMemberCommands } from "./group-members";
import { groupMessageCommands } from "./group-messages";
import { groupUnreadCommands } from "./group-unread";
import { joinedGroupCommands } from "./joined-groups";
import { memberChangeCommands } from "./member-changes";
import { onlineStatusCommands } from "./online-status";
import { profileCommands } from "./profile";
import { recentContactCommands } from "./recent-contact";

/** Who calls, and when (Unix seconds). */
export type Call = { identifier: string; now: number };
export type Command = (state: AppState, body: Body, call: Call) => Answer;
export type Commands = Readonly<Record<string, Command>>;

/** Services whose URLs are understood; `group_*` ones answer an unknown command with 10003, the others with 60009. */
export const services: ReadonlySet<string> = new Set([
  "im_open_login_svc", "openim", "profile", "recentcontact",
  "group_open_http_svc", "million_group_open_http_svc", "group_open_avchatroom_http_svc",
]);

/** Every command the sandbox answers, by `service/command`. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...accountCommands, ...onlineStatusCommands, ...profileCommands,
    ...recentContactCommands, ...contactMarkCommands, ...contactGroupCommands,
    ...c2cMessageCommands, ...c2cHistoryCommands, ...c2cUnreadCommands,
    ...groupLifecycleCommands, ...groupImportCommands, ...groupInfoCommands, ...joinedGroupCommands,
    ...groupMemberCommands, ...memberChangeCommands,
    ...groupMessageCommands, ...groupHistoryCommands, ...groupUnreadCommands,
  } satisfies Commands),
);
