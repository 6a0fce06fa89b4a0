import type { Job, PhaseProgress } from "@/lib/shared/jobs";

/** A job of two good rows that has just been read. */
export const readyJob: Job = {
  id: 57,
  kind: "set_group_unread",
  state: "ready",
  sdkAppId: "1400000001",
  createdBy: "mei",
  createdAt: "2026-11-21T06:00:00.000Z",
  reason: "restore counts after import",
  ticket: "OPS-882",
  fileName: "autumn-import.csv",
  columns: ["GroupId", "Member_Account", "UnreadMsgNum"],
  mapping: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 },
  rows: 2,
  usable: 2,
  problems: 0,
  digest: "d",
  sameAs: null,
  parent: null,
  children: [],
  needsApproval: false,
  approvedBy: null,
  approvedAt: null,
  startedBy: null,
  startAt: null,
  hours: null,
  waitingUntil: null,
  stopPercent: 20,
  pause: null,
  check: null,
  run: null,
  pace: { perSecond: 160, kept: 40, estimateSeconds: 1 },
  webhooks: 0,
  reversible: true,
  rowsRemovedAt: null,
  can: {},
};

/** A phase in which both rows were done. */
export const donePhase: PhaseProgress = { done: 2, tallies: [{ outcome: "changed", code: null, rows: 2 }], rerun: 0, startedAt: "2026-11-21T06:01:00.000Z", finishedAt: "2026-11-21T06:01:01.000Z", rateNow: null, rateAverage: 2, secondsLeft: 0 };
