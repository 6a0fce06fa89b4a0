import type { UnreadChange } from "@/lib/shared/groups";
import type { Picture, PictureGroup } from "@/lib/shared/picture";
import { moved, type RowChange } from "./conversation-rows";

export interface GroupRow extends PictureGroup {
  change?: RowChange;
}

interface Input {
  list: readonly PictureGroup[];
  since?: Picture | undefined;
  /** By group id, of the latest act. */
  changes: ReadonlyMap<string, UnreadChange>;
  /** Whether the list was read after that act. */
  fresh: boolean;
}

/** The groups as the table shows them: unread first, then those that could not be read, nothing unread, not counted. */
export function groupRows({ list, since, changes, fresh }: Input): GroupRow[] {
  const earlier = new Map(since?.groups.ok ? since.groups.value.map((group) => [group.groupId, countOf(group)]) : []);
  return list
    .map((group): GroupRow => {
      const done = changes.get(group.groupId);
      const change = done ? { before: done.before, after: done.after, effect: done.effect } : moved(earlier.get(group.groupId), countOf(group));
      return { ...group, ...(done && !fresh && { unread: readBack(group, done) }), ...(change && { change }) };
    })
    .toSorted((one, other) => rank(other) - rank(one) || (other.lastAt ?? "").localeCompare(one.lastAt ?? "") || one.groupId.localeCompare(other.groupId));
}

/** A group's number; `null` where it is not known or not kept. */
export function countOf({ unread }: PictureGroup): number | null {
  return unread?.counted ? unread.value : null;
}

/** Nothing unread and nothing to say: hidden where only unread groups are wanted. */
export function isQuietGroup({ unread, change }: GroupRow): boolean {
  return unread !== null && !(unread.counted && unread.value > 0) && change === undefined;
}

/** Until the list has been read again, what the act read back is the newer number. */
function readBack({ unread }: PictureGroup, { after }: UnreadChange): PictureGroup["unread"] {
  return after !== null && unread?.counted ? { ...unread, value: after } : null;
}

function rank(row: GroupRow): number {
  if (row.change) return row.change.before ?? countOf(row) ?? 0.5;
  if (row.unread === null) return 0.5;
  return row.unread.counted ? row.unread.value : -1;
}
