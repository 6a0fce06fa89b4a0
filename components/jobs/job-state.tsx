import { useTranslations } from "next-intl";
import type { JobLine, JobState } from "@/lib/shared/jobs";
import { Badge, type Tone } from "../ui/badge";

/** What waits for a person stands out. The end of a job says nothing about how it went, so it is never green. */
const tones: Partial<Record<JobState, Tone>> = { mapping: "warn", paused: "warn" };

/** Where a job stands, in a word or two. */
export function JobStateBadge({ job: { state, needsApproval, approvedBy } }: { job: Pick<JobLine, "state" | "needsApproval" | "approvedBy"> }) {
  const t = useTranslations("jobs.states");
  if (state === "checked" && needsApproval && approvedBy === null) return <Badge tone="warn">{t("approval")}</Badge>;
  return <Badge tone={tones[state] ?? "neutral"}>{t(state)}</Badge>;
}
