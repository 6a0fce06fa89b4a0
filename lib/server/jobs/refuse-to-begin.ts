import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { JobPhase } from "@/lib/shared/jobs";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { recordJob } from "./change-state";
import { jobActor } from "./end-phase";
import { findJob } from "./find-job";

/** Cancels a job whose rows are no longer those that were settled, previewed and approved: somebody has changed them in the database. */
export async function refuseToBegin(db: Db, id: number, phase: JobPhase): Promise<void> {
  await db.transaction(async (tx) => {
    const job = await findJob(tx, id, { lock: true });
    const begun = phase === "check" ? job.checkStartedAt : job.runStartedAt;
    if (job.state !== (phase === "check" ? "checking" : "running") || begun !== null) return;
    const [cancelled] = await tx.update(jobs).set({ state: "cancelled", runFinishedAt: new Date() }).where(eq(jobs.id, id)).returning();
    if (cancelled) await recordJob(tx, { actor: jobActor(cancelled), requestId: randomUUID() }, cancelled, { action: "job.cancel", detail: { cause: "rows_changed" } });
  });
}
