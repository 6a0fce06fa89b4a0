import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { findChromium } from "./support/chromium";
import { root, run } from "./support/command";

/** How many tests a step ran; a step that is no list of tests counts only when it fails. */
interface Counts {
  passed: number;
  failed: number;
}

interface Step {
  name: string;
  run: () => Promise<Counts>;
}

const results = join(root, "tests", "e2e", ".results");
const vitestReport = join(results, "vitest.json");
const playwrightReport = join(results, "playwright.json");

/** `npm run test:slow`: the browser tests that take minutes; everything else is `npm test`. */
const slow = process.argv[2] === "slow";
const build: Step = { name: "Production build", run: () => check("tsx", ["tests/support/build.ts"]) };
const quickSteps: Step[] = [
  { name: "Lint", run: () => check("oxlint", []) },
  { name: "Types", run: async () => add(await check("next", ["typegen"]), () => check("tsc", ["--noEmit"])) },
  { name: "Unit and service tests", run: () => tests("vitest", ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`], vitestReport, readVitest) },
  build,
  { name: "Browser tests", run: () => browserTests("quick") },
];
const steps = slow ? [build, { name: "Kills and broken upstreams", run: () => browserTests("slow") }] : quickSteps;

const begun = performance.now();
const total: Counts = { passed: 0, failed: 0 };
const summary: string[] = [];
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

for (const [index, step] of steps.entries()) {
  console.log(`\n[${index + 1}/${steps.length}] ${step.name}`);
  const from = performance.now();
  const { passed, failed } = await step.run().catch((error: unknown): Counts => {
    console.log(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  });
  total.passed += passed;
  total.failed += failed;
  const counted = passed > 0 ? `, ${passed} passed` : "";
  summary.push(`  ${failed === 0 ? "ok    " : "FAILED"}  ${step.name} (${seconds(from)}${counted}${failed > 0 ? `, ${failed} failed` : ""})`);
  console.log(summary.at(-1));
  if (failed > 0) break;
}
for (const step of steps.slice(summary.length)) summary.push(`  not run ${step.name}`);

console.log(`\n${summary.join("\n")}\nAll of it took ${seconds(begun)}.`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);

async function browserTests(project: "quick" | "slow"): Promise<Counts> {
  const { path, told } = await findChromium();
  console.log(told);
  // Playwright forces colours on or off in its workers itself, and Node warns of two opinions.
  const env = { CHROMIUM_PATH: path, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport, NO_COLOR: "" };
  return tests("playwright", ["test", "-c", "tests/e2e/playwright.config.ts", "--project", project, "--reporter=list,json"], playwrightReport, readPlaywright, env);
}

async function check(command: string, args: string[]): Promise<Counts> {
  const { code, output } = await run(command, args, { show: true });
  if (code === null) console.log(output);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

/** A runner that fails without a failed test (an error outside of all of them, or none found) is a failure too, and so is a skipped test. */
async function tests(command: string, args: string[], report: string, read: (json: unknown) => Counts & { skipped: number }, env: Record<string, string> = {}): Promise<Counts> {
  const { code } = await run(command, args, { show: true, env });
  const { passed, failed, skipped } = read(JSON.parse(readFileSync(report, "utf8")));
  if (skipped > 0) console.log(`${skipped} tests were skipped; a skipped test counts as failed.`);
  const broken = failed + skipped;
  return { passed, failed: broken === 0 && (code !== 0 || passed === 0) ? 1 : broken };
}

function readVitest(json: unknown) {
  const report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int(), numPendingTests: z.int(), numTodoTests: z.int() }).parse(json);
  // A file that cannot even be loaded has no tests to fail.
  const failed = report.numFailedTests || report.numFailedTestSuites;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function readPlaywright(json: unknown) {
  const { stats } = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) }).parse(json);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

async function add(first: Counts, second: () => Promise<Counts>): Promise<Counts> {
  return first.failed > 0 ? first : second();
}

function seconds(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
