import type { AddressInfo } from "node:net";
import type { AppConfig } from "./apps";
import { arrange, arrangeAccount, arrangeGroup, arrangeUnread, type AccountInput, type ArrangeInput, type GroupInput, type UnreadInput } from "./arrange";
import { commands } from "./commands/registry";
import { parseFaults, type Fault } from "./faults";
import { changeOptions, type OptionsInput } from "./options";
import { createSandboxServer } from "./server";
import type { SeenRequest, Stats } from "./stats";
import { deleteAccount } from "./store/accounts";
import { readTruth, type Truth } from "./truth";
import { createWorld, requireApp, resetApp, type ResetInput, type Seed } from "./world";

export { defaultApp, type AppConfig } from "./apps";
export type { AccountInput, ArrangeInput, GroupInput, MemberInput, UnreadInput } from "./arrange";
export type { Fault } from "./faults";
export type { OptionsInput } from "./options";
export type { CommandStats, SeenRequest, Stats } from "./stats";
export type { Truth } from "./truth";
export type { ResetInput, Seed } from "./world";

/** One app of a running sandbox, held in this process: what the control routes do, without HTTP. Mistakes throw an Error. */
export type SandboxApp = {
  reset(input?: ResetInput): void;
  options(input: OptionsInput): void;
  faults(list: Fault[]): void;
  stats(): Stats;
  truth(userId: string): Truth;
  arrange(input: ArrangeInput): void;
  addAccount(input: AccountInput): void;
  addGroup(input: GroupInput): void;
  addUnread(input: UnreadInput): void;
  deleteAccount(userId: string): void;
  /** Calls of a command so far, with or without its service name, whatever they answered. */
  calls(command: string): number;
  /** The last 500 requests, oldest first, of one command or of all. */
  requests(command?: string): SeenRequest[];
  /** The parsed body of the newest request of a command. */
  lastRequest(command: string): Record<string, unknown> | undefined;
};

export type Sandbox = SandboxApp & {
  readonly url: string;
  readonly port: number;
  /** The same helpers for another of the apps it was started with. */
  app(sdkAppId: number): SandboxApp;
  close(): Promise<void>;
};

export type StartOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Apps besides the default one. */
  apps?: readonly AppConfig[];
  seed?: Seed;
  host?: "127.0.0.1";
  /** Milliseconds since 1970; rate limits and message times are measured on it. */
  clock?: () => number;
};

/** The wall clock, but never backwards and with fractions: what a sliding second needs. */
function steadyClock(): number {
  return performance.timeOrigin + performance.now();
}

/** Starts a sandbox on loopback and resolves once it listens. */
export async function startSandbox({ port = 0, apps = [], seed = "demo", host = "127.0.0.1", clock = steadyClock }: StartOptions = {}): Promise<Sandbox> {
  const world = createWorld(apps, seed, clock);
  const server = createSandboxServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address() as AddressInfo;
  const app = (sdkAppId?: number): SandboxApp => {
    const state = () => requireApp(world, sdkAppId);
    return {
      reset: (input = {}) => resetApp(world, state().app.sdkAppId, input),
      options: (input) => changeOptions(state().options, input, [...commands.keys()]),
      faults: (list) => state().faults.set(parseFaults(list)),
      stats: () => state().recorder.stats(),
      truth: (userId) => readTruth(state(), userId),
      arrange: (input) => arrange(state(), input),
      addAccount: (input) => arrangeAccount(state(), input),
      addGroup: (input) => void arrangeGroup(state(), input),
      addUnread: (input) => arrangeUnread(state(), input),
      deleteAccount: (userId) => void deleteAccount(state(), userId),
      calls: (command) => state().recorder.calls(command),
      requests: (command) => state().recorder.requests(command),
      lastRequest: (command) => {
        const last = state().recorder.requests(command).at(-1);
        return last && (JSON.parse(last.body) as Record<string, unknown>);
      },
    };
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { ...app(), app, close, url: `http://${host}:${address.port}`, port: address.port };
}
