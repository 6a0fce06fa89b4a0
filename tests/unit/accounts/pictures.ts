import type { Picture, PictureConversation, PictureGroup } from "@/lib/shared/picture";

/** A picture with these parts and nothing else in it. */
export function picture({ conversations = [], groups = [] }: { conversations?: PictureConversation[]; groups?: PictureGroup[] }): Picture {
  return {
    userId: "bob", startedAt: "2026-01-01T00:00:00.000Z", readAt: "2026-01-01T00:00:01.000Z", exists: true, protected: false,
    total: { ok: true, value: 0 },
    conversations: { ok: true, value: { complete: true, entries: conversations.length, list: conversations } },
    groups: { ok: true, value: groups },
    moved: "no",
    sums: { total: 0, listed: 0, unreadable: 0, unexplained: 0, groups: 0, mutedGroups: 0, badge: 0 },
    findings: [], calls: 4,
  };
}
