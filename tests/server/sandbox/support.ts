import { test as base } from "vitest";
import { startSandbox } from "@/lib/sandbox";
import { caller } from "./wire";

const free = 100_000;

/** One empty sandbox per file, emptied before each test, with limits out of the way. */
export const test = base
  // oxlint-disable-next-line no-empty-pattern
  .extend("running", { scope: "file" }, async ({}, { onCleanup }) => {
    const sandbox = await startSandbox({ seed: "empty" });
    onCleanup(() => sandbox.close());
    return sandbox;
  })
  .extend("sandbox", ({ running }) => {
    running.reset();
    running.options({ limits: { default: free, account_check: free, account_delete: free, multiaccount_import: free, get_appid_group_list: free } });
    return running;
  })
  .extend("call", ({ sandbox }) => caller(sandbox));
