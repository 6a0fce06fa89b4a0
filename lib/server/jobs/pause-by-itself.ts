import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { recordJob } from "./change-state";
import { jobActor, outcomeCounts } from "./end-phase";
import { findJob } from "./find-job";
import type { Notify } from "./notice";
import type { Trouble } from "./stop-rule";

export type Cause = { cause: "failures"; trouble: Trouble } | { cause: "unreachable" };

/** Pauses a running job because of what its rows met, with a record and a notice of why. Of several processes that find the same, one does it. */
export async function pauseByItself(db: Db, id: number, why: Cause, notify: Notify): Promise<void> {
  const trouble = why.cause === "failures" ? why.trouble : undefined;
  await db.transaction(async (tx) => {
    const job = await findJob(tx, id, { lock: true });
    if (job.state !== "running") return;
    const [paused] = await tx.update(jobs).set({ state: "paused", pausedBy: null, pausedAt: sql`now()`, pauseCause: why.cause, pauseFailed: trouble?.failed ?? null, pauseOf: trouble?.of ?? null }).where(eq(jobs.id, id)).returning();
    if (!paused) return;
    await recordJob(tx, { actor: jobActor(paused), requestId: randomUUID() }, paused, { action: "job.stop", detail: { cause: why.cause, ...trouble } });
    await notify(tx, paused, await outcomeCounts(tx, id, "run"));
  });
}
