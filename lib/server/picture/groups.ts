import "server-only";
import { countsUnread, type GroupUnread } from "@/lib/shared/groups";
import type { PictureGroup } from "@/lib/shared/picture";
import type { ImApp } from "../apps/app";
import type { JoinedGroup } from "../im/joined-groups";
import { chooseUnread, deriveUnread } from "../im/unread";

/** A group as the account sees it, in an app that counts unread in Meeting groups or does not. */
export function toPictureGroup(app: ImApp, group: JoinedGroup): PictureGroup {
  const { groupId, type, name, role, joinedAt, msgFlag, lastMessageAt, nextMsgSeq, readSeq, reportedUnread } = group;
  return {
    groupId,
    type,
    name,
    role,
    joinedAt: joinedAt?.toISOString() ?? null,
    msgFlag,
    muted: msgFlag === null ? null : msgFlag !== "AcceptAndNotify",
    lastAt: lastMessageAt?.toISOString() ?? null,
    messages: nextMsgSeq === null ? null : Math.max(0, nextMsgSeq - 1),
    unread: readUnread(app, group),
    reported: reportedUnread,
    derived: nextMsgSeq === null || readSeq === null ? null : deriveUnread({ nextMsgSeq, readSeq }),
    settable: countsUnread(type, app),
  };
}

const meeting = new Set(["ChatRoom", "Meeting"]);

function readUnread(app: ImApp, group: JoinedGroup): GroupUnread | null {
  const { type, reportedUnread } = group;
  const reported = reportedUnread === null ? null : ({ counted: true, value: reportedUnread, source: "reported" } as const);
  if (countsUnread(type, app)) {
    const unread = chooseUnread(group);
    return unread && { counted: true, ...unread };
  }
  // Without its type nobody can say whether it keeps a count; 0 is what groups without one report too.
  if (type === "") return reportedUnread ? reported : null;
  // The server counts, so the app has it switched on, whatever the console's settings say.
  return meeting.has(type) && reportedUnread ? reported : ({ counted: false } as const);
}
