import "server-only";
import type { JobKindName } from "@/lib/shared/jobs";
import type { Effect } from "@/lib/shared/unread";
import type { ImApp } from "../../apps/app";
import type { CallOptions, ImClient } from "../../im/client";

/** What a usable row is about. */
export interface Target {
  /** What rows are read together by: the group, or the account whose conversations they name. */
  key: string;
  /** The member, or the peer; empty for all conversations together. */
  item: string;
  asked: number | null;
  /** Unix seconds to mark read up to. */
  upTo: number | null;
}

/** A target's number as it is now, with the highest that IM would keep, or why there is none. */
export type Reading = { value: number; ceiling?: number; error?: undefined } | { error: unknown; value?: undefined; ceiling?: undefined };

export interface Numbers {
  asked: number | null;
  before: number | null;
  /** `null` when it could not be read back. */
  after: number | null;
  /** As of the latest reading. */
  ceiling: number | undefined;
}

/** A column of the file. */
export interface KindColumn {
  name: string;
  required: boolean;
  /** Other headers that mean this column. */
  aliases: readonly string[];
  /** What is wrong with a cell that is not empty, as a key of `jobs.problems`; nothing where it can be used. */
  problemOf(cell: string): string | undefined;
}

export interface Calls {
  im: ImClient;
  app: ImApp;
  options?: CallOptions;
}

/**
 * A kind of job: which columns its file has, how current numbers are read in batches, how one row is executed, and what came of it.
 * Everything else, from the upload to putting back, is the same for all kinds.
 */
export interface JobKind {
  name: JobKindName;
  columns: readonly KindColumn[];
  /** Rows of the template, in the columns' order. */
  examples: readonly (readonly string[])[];
  /** Whether a changed number can be put back to what it was. */
  reversible: boolean;
  /** Whether IM fires the app's webhook for each row that is executed. */
  firesWebhook: boolean;
  /** How many rows of one key one call of `command` reads. */
  reads: { command: string; rowsPerCall: number };
  /** The target of a row, whose cells (by column, empty where there is none) have no problem. */
  toTarget(cells: Record<string, string>): Target;
  /** The account that changes. */
  accountOf(target: Target): string;
  /** Current numbers, in the order given. One that cannot be read spoils no other. Rejects with nothing but what stops the whole job. */
  read(calls: Calls, targets: readonly Target[]): Promise<Reading[]>;
  /** Absent for a report, which changes nothing. */
  write?: {
    command: string;
    /** Twice does no more than once. Rejects with what IM says. */
    execute(calls: Calls, target: Target): Promise<void>;
    /** The number that will be there, as far as can be said beforehand. */
    foresee(target: Target, reading: { value: number; ceiling?: number }): number | null;
    /** What was done, going by the numbers. */
    describe(numbers: Numbers): Effect;
  };
}
