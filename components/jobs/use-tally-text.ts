import { useTranslations } from "next-intl";
import type { PhaseProgress } from "@/lib/shared/jobs";
import { useJoined } from "../ui/use-joined";

/** In the order in which they matter to somebody who is about to say yes. */
const told = ["changed", "clamped", "unchanged", "read", "failed", "refused"] as const;

/** “412 would change, 3 stay as they are, 5 would fail”, of the rows that can run; the others are told where problems are. */
export function useTallyText(): (check: PhaseProgress) => string {
  const t = useTranslations("jobs.dryRun.tally");
  const joined = useJoined();
  return (check) => {
    const parts = told.flatMap((outcome) => {
      const rows = check.tallies.reduce((sum, tally) => (tally.outcome === outcome && tally.code !== "row_problem" ? sum + tally.rows : sum), 0);
      return rows === 0 ? [] : [t(outcome, { rows })];
    });
    return joined(parts);
  };
}
