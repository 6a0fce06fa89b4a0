import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** The environment of everything the tests start: the project's own programs, Node 24 among them, come first. */
export const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`,
  NEXT_TELEMETRY_DISABLED: "1",
};

interface Options {
  env?: Record<string, string>;
  /** What the program reads from standard input. */
  input?: string;
  /** Ends the program and whatever it started after this long. */
  timeoutMs?: number;
  /** Whether its output goes to ours as it comes, besides being returned. */
  show?: boolean;
}

export interface Ended {
  /** `null` when it was ended by a signal, for example after `timeoutMs`, or could not be started. */
  code: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
}

/** Runs a program in the checkout to its end. Never rejects: a program that is not there ends with code `null`. */
export async function run(command: string, args: readonly string[], { env = {}, input = "", timeoutMs, show = false }: Options = {}): Promise<Ended> {
  // A group of its own, so that a program which has started others is ended together with them.
  const child = spawn(command, args, { cwd: root, env: { ...environment, ...env }, detached: true, stdio: "pipe" });
  if (child.pid !== undefined) groups.add(child.pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (show) process.stdout.write(text);
    });
  }
  child.stdin.on("error", () => {}).end(input);
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => endGroup(child.pid), timeoutMs);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  } catch (error) {
    return { code: null, output: `${output}${error instanceof Error ? error.message : String(error)}` };
  } finally {
    clearTimeout(timer);
    if (child.pid !== undefined) groups.delete(child.pid);
  }
}

/** Groups under way; they would outlive us otherwise. */
const groups = new Set<number>();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const pid of groups) endGroup(pid);
    process.exit(130);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Ended by itself in the meantime.
  }
}
