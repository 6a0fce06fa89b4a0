import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { isAtEnd } from "@/lib/client/job-live";
import type { Job, JobPhase, JobRow, RowOutcome } from "@/lib/shared/jobs";
import { Badge, type Tone } from "../ui/badge";
import { CheckIcon, CrossIcon, DownIcon, EqualIcon, InfoIcon, QuestionIcon, StopIcon } from "../ui/icons";
import { CodeWords } from "./run-code";
import classes from "./run-outcome.module.css";

function ComingIcon() {
  return <span aria-hidden="true">…</span>;
}

/** How each outcome looks, besides its word. Only a change that was read back is green: a dry run has none. */
export const outcomeLooks = {
  changed: { tone: "good", Icon: CheckIcon },
  unchanged: { tone: "neutral", Icon: EqualIcon },
  clamped: { tone: "warn", Icon: DownIcon },
  no_effect: { tone: "bad", Icon: StopIcon },
  unverified: { tone: "warn", Icon: QuestionIcon },
  read: { tone: "neutral", Icon: InfoIcon },
  failed: { tone: "bad", Icon: CrossIcon },
  refused: { tone: "bad", Icon: StopIcon },
  pending: { tone: "neutral", Icon: ComingIcon },
} as const satisfies Record<RowOutcome, { tone: Tone; Icon: ComponentType }>;

/** An outcome's name and meaning, in the words of the phase: what a dry run found has not happened. */
export function useOutcomeWords(job: Pick<Job, "state">, phase: JobPhase) {
  const t = useTranslations("jobs.run");
  const never = phase === "run" && isAtEnd(job);
  return {
    name: (outcome: RowOutcome) => (never && outcome === "pending" ? t("outcomes.never") : t(`outcomes.${phase}.${outcome}`)),
    meaning: (outcome: RowOutcome) => (never && outcome === "pending" ? t("meanings.never") : t(`meanings.${phase}.${outcome}`)),
  };
}

/** What became of a row: icon, word and colour, the code where there is one, and how often it was tried. */
export function OutcomeBadge({ job, phase, row: { outcome, code, attempts, message } }: { job: Pick<Job, "state">; phase: JobPhase; row: Pick<JobRow, "outcome" | "code" | "attempts" | "message"> }) {
  const { name, meaning } = useOutcomeWords(job, phase);
  const { tone, Icon } = outcomeLooks[outcome];
  const isShort = code !== null && /^\d+$/.test(code);
  return (
    <span className={classes.outcome}>
      <Badge tone={phase === "check" && outcome === "changed" ? "neutral" : tone} title={message ?? meaning(outcome)}>
        <Icon />
        {name(outcome)}
        {isShort && <code className={classes.code}>{code}</code>}
        {attempts > 1 && <span>×{attempts}</span>}
      </Badge>
      {code !== null && !isShort && (
        <code className={classes.code}>
          <CodeWords code={code} />
        </code>
      )}
    </span>
  );
}
