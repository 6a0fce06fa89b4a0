import { useTranslations } from "next-intl";
import type { JobLine, JobState } from "@/lib/shared/jobs";
import { Badge, type Tone } from "../ui/badge";

/** What waits for a person stands out, and so does an end with failures. No end is green: it does not say that anything changed. */
const tones: Partial<Record<JobState | "approval" | "waiting", Tone>> = { mapping: "warn", approval: "warn", paused: "warn" };

interface Props {
  job: Pick<JobLine, "state" | "needsApproval" | "approvedBy" | "waitingUntil">;
  /** Rows of its run that failed. */
  failed: number;
}

/** Where a job stands, in a word or two. */
export function JobStateBadge({ job, failed }: Props) {
  const t = useTranslations("jobs.states");
  const state = shownState(job);
  return <Badge tone={state === "finished" && failed > 0 ? "warn" : (tones[state] ?? "neutral")}>{t(state)}</Badge>;
}

/** What it waits for says more than the state it waits in. */
function shownState({ state, needsApproval, approvedBy, waitingUntil }: Props["job"]): JobState | "approval" | "waiting" {
  if ((state === "ready" || state === "checked") && needsApproval && approvedBy === null) return "approval";
  return state === "running" && waitingUntil !== null ? "waiting" : state;
}
