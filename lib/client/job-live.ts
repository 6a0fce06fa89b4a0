import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Job } from "@/lib/shared/jobs";
import { jobQueries } from "./jobs";
import { apiPath } from "./paths";

/** Losing the stream once is its server's rest, or a moment without network: the browser connects again by itself. */
const lossesUntilPolling = 3;
/** The server sends the job at once; where it stays silent, something on the way keeps what it sends until all of it is there. */
const silentFor = 5_000;
const pollEvery = 2_000;
const pollHiddenEvery = 10_000;

/**
 * A job that stays true while the page is open: the server sends it whenever it changed. Where that does not come through, the job is
 * asked for every other second. Ends when the job does. For one component of a page; others take `jobQueries.job`.
 */
export function useJobLive(id: number) {
  const queryClient = useQueryClient();
  const hidden = useHidden();
  const [lost, setLost] = useState(false);
  const query = useQuery({
    ...jobQueries.job(id),
    refetchInterval: ({ state: { data } }) => (data && !isAtEnd(data) && (hidden || lost) ? (hidden ? pollHiddenEvery : pollEvery) : false),
    refetchIntervalInBackground: true,
  });
  const going = query.data !== undefined && !isAtEnd(query.data);

  useEffect(() => {
    // A browser opens six connections to a server, for all its tabs together: those that nobody looks at leave them to the others.
    if (!going || hidden || lost) return undefined;
    const events = new EventSource(apiPath("jobs", String(id), "events"));
    let losses = 0;
    const silence = setTimeout(() => setLost(true), silentFor);
    events.addEventListener("job", ({ data }: MessageEvent<string>) => {
      clearTimeout(silence);
      const job = readJob(data);
      if (!job) return setLost(true);
      losses = 0;
      return queryClient.setQueryData(jobQueries.job(id).queryKey, job);
    });
    events.addEventListener("error", () => {
      losses += 1;
      if (losses >= lossesUntilPolling || events.readyState === EventSource.CLOSED) setLost(true);
    });
    return () => {
      clearTimeout(silence);
      events.close();
    };
  }, [id, going, hidden, lost, queryClient]);

  return query;
}

/** Whether nothing will happen to `job` any more. */
export function isAtEnd({ state }: Pick<Job, "state">): boolean {
  return state === "finished" || state === "cancelled";
}

function readJob(text: string): Job | undefined {
  try {
    return Job.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function useHidden(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener("visibilitychange", changed);
      return () => document.removeEventListener("visibilitychange", changed);
    },
    () => document.hidden,
    () => false,
  );
}
