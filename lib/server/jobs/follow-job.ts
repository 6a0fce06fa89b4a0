import "server-only";
import type { Db } from "../db/client";
import { readFacts, type JobFacts } from "./read-facts";

/** What a job is now, or why that could not be read. */
export type News = { facts: JobFacts; error?: undefined } | { error: unknown; facts?: undefined };
type Hear = (news: News) => void;

interface Follower {
  listeners: Set<Hear>;
  timer: NodeJS.Timeout | undefined;
}

// Next bundles this module into several chunks, each with variables of its own; the process asks once for all who want to know.
const key = Symbol.for("unread-console.followed-jobs");
const shared = globalThis as { [key]?: WeakMap<Db, Map<number, Follower>> };
const followed = (shared[key] ??= new WeakMap<Db, Map<number, Follower>>());

/**
 * Reads the job every `everyMs` while it is at work, half as often otherwise, and tells `hear` each time; however many follow a job,
 * it is read once for all of them, and not at all when nobody does. Answers the function that ends that.
 */
export function followJob(db: Db, id: number, hear: Hear, everyMs: number): () => void {
  const ofDb = followed.get(db) ?? new Map<number, Follower>();
  followed.set(db, ofDb);
  const follower = ofDb.get(id) ?? begin();
  follower.listeners.add(hear);
  return () => {
    follower.listeners.delete(hear);
    if (follower.listeners.size === 0 && follower.timer) end(follower);
  };

  function begin(): Follower {
    const begun: Follower = { listeners: new Set(), timer: undefined };
    begun.timer = setTimeout(() => void look(begun), everyMs);
    ofDb.set(id, begun);
    return begun;
  }

  function end(ending: Follower) {
    clearTimeout(ending.timer);
    if (ofDb.get(id) === ending) ofDb.delete(id);
  }

  async function look(own: Follower): Promise<void> {
    // While this reads, there is no timer that whoever leaves could stop.
    own.timer = undefined;
    const news = await readFacts(db, id).then(
      (facts): News => ({ facts }),
      (error: unknown): News => ({ error }),
    );
    for (const listener of own.listeners) listener(news);
    if (own.listeners.size === 0) end(own);
    else own.timer = setTimeout(() => void look(own), isAtWork(news) ? everyMs : 2 * everyMs);
  }
}

function isAtWork({ facts }: News): boolean {
  return facts?.job.state === "checking" || facts?.job.state === "running";
}
