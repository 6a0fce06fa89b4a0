import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ArrangeInput, Fault, OptionsInput, Stats, Truth } from "../../lib/sandbox/index";
import { environment, root } from "./command";

/** A sandbox in a process of its own, so that the load of a test does not make its answers late. Control that it refuses rejects. */
export interface SandboxProcess {
  url: string;
  faults(list: Fault[]): Promise<void>;
  options(input: OptionsInput): Promise<void>;
  arrange(input: ArrangeInput): Promise<void>;
  stats(): Promise<Stats>;
  truth(userId: string): Promise<Truth>;
  stop(): Promise<void>;
}

/** Starts an empty sandbox, with the limits that IM documents. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child = spawn("node", ["--import", "tsx", "lib/sandbox/main.ts"], { cwd: root, env: { ...environment, SANDBOX_PORT: "0", SANDBOX_SEED: "empty" }, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const [, found] = /ready at (http\S+)/.exec(output) ?? [];
      if (found) resolve(found);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The sandbox ended with ${code} before it was ready:\n${output}`)));
  });

  async function ask(path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/sandbox/${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${await answer.text()}`);
    return answer.json();
  }

  return {
    url,
    faults: async (list) => void (await ask("faults", list)),
    options: async (input) => void (await ask("options", input)),
    arrange: async (input) => void (await ask("arrange", input)),
    stats: async () => (await ask("stats")) as Stats,
    truth: async (userId) => (await ask(`accounts/${encodeURIComponent(userId)}`)) as Truth,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await ended;
    },
  };
}
