import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, lte, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { jobs } from "../db/schema";
import { recordJob } from "./change-state";
import { jobActor } from "./end-phase";
import { findJob } from "./find-job";

/** Jobs whose time has come begin, by the database's clock. */
export async function startScheduled(db: Db): Promise<void> {
  const due = await db.select({ id: jobs.id }).from(jobs).where(and(eq(jobs.state, "scheduled"), lte(jobs.startAt, sql`now()`)));
  for (const { id } of due) {
    // oxlint-disable-next-line no-await-in-loop
    await db.transaction(async (tx) => {
      const job = await findJob(tx, id, { lock: true });
      if (job.state !== "scheduled") return;
      const [running] = await tx.update(jobs).set({ state: "running" }).where(eq(jobs.id, id)).returning();
      if (running) await recordJob(tx, { actor: jobActor(running), requestId: randomUUID() }, running, { action: "job.begin" });
    });
  }
}
