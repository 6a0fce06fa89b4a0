import { VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";
import { isAtEnd } from "@/lib/client/job-live";
import type { Job } from "@/lib/shared/jobs";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import { countRows } from "./rows-filter";
import { useRunSummary } from "./run-summary";

/** What the job is waiting for, why it has stopped, or what came of it. Who watches its end is told. */
export function RunState({ job }: { job: Job }) {
  const t = useTranslations("jobs.run.state");
  const states = useTranslations("jobs.states");
  const summary = useRunSummary();
  const over = isAtEnd(job);
  const [watched, watch] = useState(!over);
  if (!over && !watched) watch(true);
  const told = over && watched ? t("over", { id: String(job.id), summary: summary(job) }) : t("now", { id: String(job.id), state: states(job.state) });
  return (
    <>
      <StateNotice job={job} />
      <VisuallyHidden component="output">{told}</VisuallyHidden>
    </>
  );
}

function StateNotice({ job }: { job: Job }) {
  const t = useTranslations("jobs.run.state");
  const summary = useRunSummary();
  const { run, hours, waitingUntil, startAt } = job;
  const onlyBetween = hours && <p>{t("hours", { ...hours })}</p>;
  switch (job.state) {
    case "scheduled":
      return (
        <Notice title={startAt === null ? t("scheduled") : t.rich("scheduledAt", { at: time(startAt) })}>
          {onlyBetween}
          <p>{t("scheduledText")}</p>
        </Notice>
      );
    case "running":
      return waitingUntil === null ? null : <Notice title={t.rich("waiting", { at: time(waitingUntil) })}>{onlyBetween}</Notice>;
    case "paused":
      return <PauseNotice job={job} />;
    case "finished":
    case "cancelled": {
      const failed = ["failed", "refused", "no_effect", "unverified"] as const;
      const unwell = job.state === "finished" && failed.some((outcome) => countRows(job, run, { outcome }) > 0);
      return (
        <Notice tone={unwell ? "warn" : "info"} title={t(job.state, { summary: summary(job) })}>
          {job.state === "cancelled" && <p>{t("cancelledText")}</p>}
          {run?.finishedAt && <p>{t.rich("finishedAt", { at: time(run.finishedAt) })}</p>}
        </Notice>
      );
    }
    default:
      return null;
  }
}

function PauseNotice({ job: { pause, stopPercent } }: { job: Job }) {
  const t = useTranslations("jobs.run.state");
  if (!pause) return null;
  const at = time(pause.at);
  if (pause.cause === "failures") {
    return (
      <Notice tone="bad" title={t("failures", { failed: pause.failed ?? 0, of: pause.of ?? 0 })}>
        <p>{t("failuresText", { percent: stopPercent })}</p>
        <p>{t.rich("stopped", { at })}</p>
      </Notice>
    );
  }
  if (pause.cause === "unreachable") {
    return (
      <Notice tone="bad" title={t("unreachable")}>
        <p>{t("unreachableText")}</p>
        <p>{t.rich("stopped", { at })}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title={pause.by === null ? t.rich("paused", { at }) : t.rich("pausedBy", { who: pause.by, at })}>
      <p>{t("pausedText")}</p>
    </Notice>
  );
}

const time = (at: string) => (): ReactNode => <LocalTime key="at" at={at} />;
