import dynamic from "next/dynamic";
import type { Job } from "@/lib/shared/jobs";
import { Skeleton } from "../ui/skeleton";
import { RateChart } from "./chart-rate";
import { JobHead } from "./job-head";
import { JobFailures, failuresOf } from "./run-failures";
import { JobProgress } from "./run-progress";
import { RunActions } from "./run-actions";
import classes from "./run-panel.module.css";
import { RunState } from "./run-state";
import { useTabTitle } from "./run-tab-title";

const JobRows = dynamic(() => import("./rows-table").then((module) => module.JobRows), { loading: () => <Skeleton height={320} /> });

/** A job from the moment that its start was asked for: how it goes, what stands in its way, and what became of every row. */
export function JobRun({ job }: { job: Job }) {
  useTabTitle(job);
  const { run } = job;
  const failed = failuresOf(run?.tallies ?? []).length > 0;
  return (
    <>
      <JobHead job={job}>
        <RunActions job={job} />
      </JobHead>
      <RunState job={job} />
      <JobProgress job={job} phase="run">
        {run?.startedAt && <RateChart job={job} phase="run" startedAt={run.startedAt} progress={run} />}
      </JobProgress>
      <div className={classes.parts} data-two={failed || undefined}>
        {failed && <JobFailures job={job} phase="run" />}
        <JobRows job={job} phase="run" />
      </div>
    </>
  );
}
