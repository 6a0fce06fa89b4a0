import { useTranslations } from "next-intl";
import type { Job } from "@/lib/shared/jobs";
import { useJoined } from "../ui/use-joined";
import { countOutcomes } from "./rows-filter";

/** What came of a job in one sentence: “412 changed, 3 no effect, 5 failed”. */
export function useRunSummary(): (job: Job) => string {
  const t = useTranslations("jobs.run.counts");
  const joined = useJoined();
  return (job) => {
    const parts = countOutcomes(job, job.run).map(({ outcome, rows }) => t(outcome, { count: rows }));
    return job.run === null || job.run.done === 0 ? t("none") : joined(parts);
  };
}
