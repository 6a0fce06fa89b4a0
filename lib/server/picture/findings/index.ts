import "server-only";
import { verdicts, type Finding } from "@/lib/shared/findings";
import * as all from "./all";
import type { Facts } from "./facts";

export type { Facts } from "./facts";

const finders = Object.values(all).toSorted((a, b) => a.rank - b.rank);

/** What explains the account's numbers: first what can be mended here, then what cannot, then what is as it should be; each by rank. */
export function findAll(facts: Facts): Finding[] {
  const found = finders.map(({ find }) => find(facts)).filter((finding) => finding !== null);
  return found.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
}
