import type { Finding, Verdict } from "@/lib/shared/findings";

export type Promised = Verdict | "not_surely_from_server";

/** What a finding promises: its verdict, but softer where the server may not mend it and there is still something here to try. */
export function promiseOf({ verdict, fix }: Pick<Finding, "verdict" | "fix">): Promised {
  return verdict === "not_from_server" && (fix?.kind === "mark_read" || fix?.kind === "find_missing") ? "not_surely_from_server" : verdict;
}
