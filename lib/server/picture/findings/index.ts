import type { Finding } from "@/lib/shared/findings";
import type { Facts } from "./facts";

/** In the order in which they are shown: what can be mended here comes first. */
const finders: readonly ((facts: Facts) => Finding | null)[] = [];

/** What explains the account's numbers, most important first; each rests on parts that were read, and on nothing else. */
export function findAll(facts: Facts): Finding[] {
  return finders.map((find) => find(facts)).filter((finding) => finding !== null);
}
