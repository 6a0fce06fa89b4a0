import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApproveInput, FollowUpResult, Job, JobKindInfos, JobRowsPage, JobSamples, JobsPage, type ColumnsInput, type FollowUpInput, type JobAction, type JobKindName, type JobPhase, type JobRowsQuery, type JobsQuery, type StartInput } from "@/lib/shared/jobs";
import { http } from "./http";
import { apiPath, pageHref } from "./paths";

/** Each value as it stands in an address; the server judges it. */
export type JobsFilter = Partial<Record<Exclude<keyof JobsQuery, "cursor">, string>>;
export type JobRowsFilter = Partial<Record<Exclude<keyof JobRowsQuery, "cursor">, string>>;

const jobPath = (id: number, ...rest: string[]) => apiPath("jobs", String(id), ...rest);

export const jobQueries = {
  /** Newest first, page after page. */
  list: (filter: JobsFilter) =>
    infiniteQueryOptions({
      queryKey: ["jobs", "list", filter],
      queryFn: ({ pageParam, signal }) => http.get(pageHref(apiPath("jobs"), { ...filter, cursor: pageParam }), JobsPage, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      // Jobs go on by themselves, and others begin some.
      staleTime: 0,
    }),
  /** What each kind of job wants of a file, and what it does. */
  kinds: () =>
    queryOptions({
      queryKey: ["jobs", "kinds"],
      queryFn: ({ signal }) => http.get(apiPath("jobs", "kinds"), JobKindInfos, { signal }),
      staleTime: Infinity,
    }),
  /** One job as it stands. A page that shows it takes `useJobLive`, which keeps this fresh. */
  job: (id: number) =>
    queryOptions({
      queryKey: ["jobs", id, "job"],
      queryFn: ({ signal }) => http.get(jobPath(id), Job, { signal }),
      staleTime: 0,
    }),
  /** Rows done in each stretch of time. */
  samples: (id: number, phase: JobPhase) =>
    queryOptions({
      queryKey: ["jobs", id, "samples", phase],
      queryFn: ({ signal }) => http.get(pageHref(jobPath(id, "samples"), { phase }), JobSamples, { signal }),
      staleTime: 0,
    }),
  /** Up to 200 rows a page, in the file's order. */
  rows: (id: number, filter: JobRowsFilter) =>
    infiniteQueryOptions({
      queryKey: ["jobs", id, "rows", filter],
      queryFn: ({ pageParam, signal }) => http.get(pageHref(jobPath(id, "rows"), { ...filter, cursor: pageParam }), JobRowsPage, { signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 0,
    }),
  /** The 200 rows after row number `after`, which need not be a row the filter lets through. */
  rowsAfter: (id: number, filter: JobRowsFilter, after: number) =>
    queryOptions({
      queryKey: ["jobs", id, "rowsAfter", filter, after],
      queryFn: ({ signal }) => http.get(pageHref(jobPath(id, "rows"), { ...filter, cursor: after }), JobRowsPage, { signal }),
      staleTime: 0,
    }),
};

/** Where a job's rows are handed out as a file, with what became of each. */
export function jobResultHref(id: number, values: { outcome?: string } = {}): string {
  return pageHref(jobPath(id, "result.csv"), values);
}

/** Where an empty file with a kind's columns is handed out. */
export function jobTemplateHref(kind: JobKindName): string {
  return apiPath("jobs", "templates", kind);
}

type Act =
  | { action: Exclude<JobAction, "columns" | "approve" | "start" | "retry" | "put-back">; input?: Record<string, never> }
  | { action: "approve"; input: ApproveInput }
  | { action: "columns"; input: ColumnsInput }
  | { action: "start"; input: StartInput };

/** Asks something of a job. What comes of it is on the page before the mutation is done; a refusal has the job read anew, for it is not what the page showed. */
export function useJobAct(id: number) {
  const queryClient = useQueryClient();
  const { queryKey } = jobQueries.job(id);
  return useMutation({
    mutationFn: ({ action, input = {} }: Act) => http.post(jobPath(id, action), Job, { body: input }),
    onSuccess: async (job) => {
      // An answer that is on its way is older than this one.
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, job);
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["jobs", "list"] });
      void queryClient.invalidateQueries({ queryKey: ["jobs", id, "rows"] });
      void queryClient.invalidateQueries({ queryKey: ["jobs", id, "rowsAfter"] });
    },
  });
}

/** Has a job's dry run begin, right after what makes that possible. Where that is refused nothing is lost: its page offers it. */
export async function beginDryRun(id: number): Promise<void> {
  await http.post(jobPath(id, "dry-run"), Job, { body: {} }).catch(() => undefined);
}

/** Makes a new job of an ended one's failed or changed rows. The new one waits for a person; nothing has been sent. */
export function useFollowUp(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ action, input }: { action: "retry" | "put-back"; input: FollowUpInput }) => http.post(jobPath(id, action), FollowUpResult, { body: input }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["jobs"], refetchType: "none" }),
  });
}
