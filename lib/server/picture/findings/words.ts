import "server-only";
import { both, type Bilingual } from "@/lib/shared/bilingual";
import type { Evidence } from "@/lib/shared/findings";

const digits = new Intl.NumberFormat("en");

/** A number as both languages write it: `1,200`. */
export const written = (number: number): string => digits.format(number);

/** `1 group`, `3 groups`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${written(number)} ${number === 1 ? one : many}`;
}

/** More items than this are no evidence that anybody reads; the tables hold them all. */
const mostItems = 20;

/** One line of evidence an item, of the first twenty; a last line says how many there are in all. */
export function evidenceOf<T>(items: readonly T[], line: (item: T) => Evidence): Evidence[] {
  const rest = items.length > mostItems ? [{ label: both("In all", "共计"), value: items.length }] : [];
  return [...items.slice(0, mostItems).map(line), ...rest];
}

export const labels = {
  total: both("One-to-one unread, total", "单聊未读总数"),
  listed: both("In listed conversations", "所列会话合计"),
  conversations: both("Conversations listed", "所列会话数"),
  groups: both("Group unread", "群未读合计"),
  unread: both("Unread", "未读数"),
  messages: both("Messages in the group", "群消息总数"),
  type: both("Group type", "群类型"),
} satisfies Record<string, Bilingual>;
