import "server-only";
import type * as z from "zod/mini";
import { GroupId, UserId } from "@/lib/shared/ids";

/** What a schema says of a cell: its message is the code. */
function check(schema: z.ZodMiniType) {
  return (cell: string): string | undefined => {
    const parsed = schema.safeParse(cell);
    return parsed.success ? undefined : parsed.error.issues[0]?.message;
  };
}

export const userIdProblem = check(UserId);
export const groupIdProblem = check(GroupId);

const highestUnread = 4_294_967_295;

/** A whole number that the wire can carry, as people write it: digits, and nothing that a machine might read otherwise. */
export function unreadProblem(cell: string): string | undefined {
  if (/^-\d+$/.test(cell)) return "unread_negative";
  if (/^\d+[.,]\d+$/.test(cell)) return "unread_not_whole";
  if (!/^\d+$/.test(cell)) return "unread_not_a_number";
  return Number(cell) > highestUnread ? "unread_too_big" : undefined;
}

/** 2000: what is earlier is a spreadsheet's number for a day, or a slip. */
const earliest = 946_684_800;

/** Unix seconds, or an ISO time that says its zone; without one it would mean another moment on every machine. */
export function timeProblem(cell: string): string | undefined {
  const seconds = readTime(cell);
  return seconds !== null && seconds >= earliest ? undefined : "not_a_time";
}

export function readTime(cell: string): number | null {
  if (/^\d{1,10}$/.test(cell)) return Number(cell);
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(cell)) return null;
  const at = Date.parse(cell.replace(" ", "T"));
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
