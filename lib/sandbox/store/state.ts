import type { AppConfig } from "../apps";
import { FaultPlan } from "../faults";
import { defaultOptions, type Options } from "../options";
import { Recorder } from "../stats";
import { UserSigVerifier } from "../user-sig";
import type { Account } from "./accounts";
import type { Group } from "./groups";
import type { Thread } from "./threads";

/** Everything the sandbox knows about one app. A reset makes a new one. */
export type AppState = {
  readonly app: AppConfig;
  readonly verifier: UserSigVerifier;
  readonly accounts: Map<string, Account>;
  readonly groups: Map<string, Group>;
  readonly threads: Map<string, Thread>;
  readonly options: Options;
  readonly faults: FaultPlan;
  readonly recorder: Recorder;
  /** Milliseconds since 1970, before `clockOffsetMs`; rate limits are measured on it. */
  readonly clock: () => number;
  /** Numbers for messages, groups and the like. */
  lastNumber: number;
};

/** Empty but for the app's admins, who are accounts like any other. */
export function createState(app: AppConfig, clock: () => number): AppState {
  const state: AppState = {
    app,
    verifier: new UserSigVerifier(app.sdkAppId, app.key),
    accounts: new Map(),
    groups: new Map(),
    threads: new Map(),
    options: defaultOptions(),
    faults: new FaultPlan(),
    recorder: new Recorder(),
    clock,
    lastNumber: 0,
  };
  return state;
}

/** The app's time in Unix seconds. */
export function nowSeconds(state: AppState): number {
  return Math.floor((state.clock() + state.options.clockOffsetMs) / 1_000);
}

export function nextNumber(state: AppState): number {
  state.lastNumber += 1;
  return state.lastNumber;
}
