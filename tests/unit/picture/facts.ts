import type { PictureConversation, PictureGroup } from "@/lib/shared/picture";
import { addUp } from "@/lib/server/picture/add-up";
import type { Facts } from "@/lib/server/picture/findings";

export const conversation = (peer: string, unread: number | null, more: Partial<PictureConversation> = {}): PictureConversation => ({
  peer, nick: null, avatar: null, lastAt: null, pinned: false, unread, gone: false, atLimit: false, ...more,
});

export const group = (groupId: string, unread: number | null, more: Partial<PictureGroup> = {}): PictureGroup => ({
  groupId, type: "Public", name: null, role: "Member", joinedAt: null, msgFlag: "AcceptAndNotify", muted: false, lastAt: null, messages: 100,
  unread: unread === null ? null : { counted: true, value: unread, source: "reported" }, reported: unread, derived: unread, settable: true, ...more,
});

export const unreadable = { ok: false, error: { code: "im_busy", message: "Too often." } } as const;

interface Given extends Partial<Omit<Facts, "total" | "conversations" | "groups" | "sums">> {
  total?: number | null;
  conversations?: PictureConversation[] | null;
  groups?: PictureGroup[] | null;
  entries?: number;
  complete?: boolean;
  believed?: boolean;
}

/** A picture of these parts, `null` for one that could not be read. */
export function facts({ total = 0, conversations = [], groups = [], entries, complete = true, believed = true, ...more }: Given = {}): Facts {
  const parts = {
    total: total === null ? unreadable : { ok: true as const, value: total },
    conversations: conversations === null ? unreadable : { ok: true as const, value: { complete, entries: entries ?? conversations.length, list: conversations } },
    groups: groups === null ? unreadable : { ok: true as const, value: groups },
  };
  const at = "2026-11-20T10:00:00.000Z";
  return { userId: "alice", startedAt: at, readAt: at, exists: true, protected: false, moved: "no", calls: 3, ...parts, sums: addUp({ ...parts, believed }), ...more };
}
