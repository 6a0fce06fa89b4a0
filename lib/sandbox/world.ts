import { defaultApp, type AppConfig } from "./apps";
import { seedBulk } from "./demo/bulk";
import { seedDemo } from "./demo/demo";
import { collectGarbage } from "./collect";
import { isInteger, isObject } from "./fields";
import { importAccount } from "./store/accounts";
import { createState, type AppState } from "./store/state";

export type Seed = "demo" | "empty";
export type ResetInput = { seed?: Seed; accounts?: number; groups?: number; membersPerGroup?: number };

/** All apps of one sandbox. */
export type World = { readonly apps: Map<number, AppState>; readonly clock: () => number; readonly seed: Seed };

export function createWorld(configs: readonly AppConfig[], seed: Seed, clock: () => number): World {
  const world: World = { apps: new Map(), clock, seed };
  for (const config of [defaultApp, ...configs]) {
    world.apps.set(config.sdkAppId, createState(config, clock));
    resetApp(world, config.sdkAppId, { seed });
  }
  return world;
}

/** The app with this id, or the default one; throws an Error when there is none. */
export function requireApp(world: World, sdkAppId: number = defaultApp.sdkAppId): AppState {
  const state = world.apps.get(sdkAppId);
  if (!state) throw new Error(`there is no app ${sdkAppId}`);
  return state;
}

const mostAccounts = 2_000_000;

/**
 * Starts the app over: data, options, faults, counts. Without a seed it is the one the sandbox was started with, or "empty"
 * when numbers are given; these add accounts `user1…` and groups `group1…` (see `seedBulk`).
 */
export function resetApp(world: World, sdkAppId: number, input: unknown = {}): void {
  if (!isObject(input)) throw new Error("reset takes { seed?, accounts?, groups?, membersPerGroup? }");
  const { accounts = 0, groups = 0, membersPerGroup = 20 } = input;
  if (!isInteger(accounts, 0, mostAccounts)) throw new Error(`accounts must be a whole number up to ${mostAccounts}`);
  if (!isInteger(groups, 0, mostAccounts)) throw new Error(`groups must be a whole number up to ${mostAccounts}`);
  if (!isInteger(membersPerGroup, 0, 6_000)) throw new Error("membersPerGroup must be a whole number up to 6000");
  const seed = input.seed ?? (accounts + groups > 0 ? "empty" : world.seed);
  if (seed !== "demo" && seed !== "empty") throw new Error('seed must be "demo" or "empty"');
  const app = letGo(world, sdkAppId);
  const state = createState(app, world.clock);
  world.apps.set(sdkAppId, state);
  for (const admin of app.admins) importAccount(state, admin, "Administrator");
  if (seed === "demo") seedDemo(state);
  seedBulk(state, { accounts, groups, membersPerGroup });
}

const largeState = 20_000;

/** Drops the app's state; a large one is collected before the next is built. Nothing here may keep a part of it meanwhile. */
function letGo(world: World, sdkAppId: number): AppConfig {
  const { app } = requireApp(world, sdkAppId);
  const large = requireApp(world, sdkAppId).accounts.size > largeState;
  world.apps.delete(sdkAppId);
  if (large) collectGarbage();
  return app;
}
