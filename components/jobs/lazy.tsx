import dynamic from "next/dynamic";
import { Skeleton } from "../ui/skeleton";

// A job's page shows one view at a time, and asks before it acts only when somebody is about to.

const loading = () => <Skeleton height={220} />;

export const ApproveDialog = dynamic(() => import("./approve-dialog").then((module) => module.ApproveDialog));
export const CancelDialog = dynamic(() => import("./cancel-dialog").then((module) => module.CancelDialog));
export const ColumnsView = dynamic(() => import("./columns-view").then((module) => module.ColumnsView), { loading });
export const DryRunView = dynamic(() => import("./dry-run-view").then((module) => module.DryRunView), { loading });
export const JobBefore = dynamic(() => import("./job-before").then((module) => module.JobBefore), { loading });
export const JobProgress = dynamic(() => import("./run-progress").then((module) => module.JobProgress), { loading });
export const JobRows = dynamic(() => import("./rows-table").then((module) => module.JobRows), { loading });
export const JobRun = dynamic(() => import("./run-panel").then((module) => module.JobRun), { loading });
export const ProblemsView = dynamic(() => import("./problems-view").then((module) => module.ProblemsView), { loading });
export const StartDialog = dynamic(() => import("./start-dialog").then((module) => module.StartDialog));
