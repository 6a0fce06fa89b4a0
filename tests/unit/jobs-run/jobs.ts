import type { Job, JobRow, PhaseProgress } from "@/lib/shared/jobs";

/** A progress with these counts, the others as when nothing has happened. */
export function progress(tallies: PhaseProgress["tallies"], differing: Partial<PhaseProgress> = {}): PhaseProgress {
  const done = tallies.reduce((sum, { rows }) => sum + rows, 0);
  return { done, tallies, rerun: 0, startedAt: "2026-11-21T14:00:00.000Z", finishedAt: null, rateNow: null, rateAverage: null, secondsLeft: null, ...differing };
}

export const tally = (outcome: PhaseProgress["tallies"][number]["outcome"], rows: number, code: string | null = null) => ({ outcome, code, rows });

/** A running job of 100 rows, unless told otherwise. */
export function aJob(differing: Partial<Job> = {}): Job {
  return {
    id: 57,
    kind: "set_group_unread",
    state: "running",
    sdkAppId: "1400000001",
    createdBy: "mei",
    createdAt: "2026-11-21T13:00:00.000Z",
    reason: "restore counts",
    ticket: "OPS-882",
    fileName: "autumn.csv",
    columns: ["GroupId", "Member_Account", "UnreadMsgNum"],
    mapping: { GroupId: 0, Member_Account: 1, UnreadMsgNum: 2 },
    rows: 100,
    usable: 100,
    problems: 0,
    digest: null,
    sameAs: null,
    parent: null,
    children: [],
    needsApproval: false,
    approvedBy: null,
    approvedAt: null,
    startedBy: "mei",
    startAt: null,
    hours: null,
    waitingUntil: null,
    stopPercent: 20,
    pause: null,
    check: null,
    run: progress([]),
    pace: { perSecond: 190, kept: 38, estimateSeconds: 2 },
    webhooks: 0,
    reversible: true,
    rowsRemovedAt: null,
    can: {},
    ...differing,
  };
}

export function aRow(differing: Partial<JobRow> = {}): JobRow {
  return {
    row: 17,
    cells: ["cs-team-1", "00412", "9"],
    account: "00412",
    peer: null,
    groupId: "cs-team-1",
    asked: 9,
    upTo: null,
    problems: [],
    outcome: "pending",
    before: null,
    after: null,
    code: null,
    message: null,
    advice: null,
    attempts: 0,
    rerun: false,
    at: null,
    ...differing,
  };
}
