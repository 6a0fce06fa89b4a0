import "server-only";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const attempts = 10;

/**
 * Takes `dataDir` for this process and answers the function that gives it back. PGlite itself does not notice a second process on the
 * same files, and the files do not survive one. What a process that was killed left behind holds nobody back.
 *
 * Every process writes a file of its own name before it looks for those of others, so of two at least one sees the other. Two that
 * start together may both step back; they try again a little later, each after a time of its own.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mine = `${process.pid}-${startTime(process.pid)}.lock`;
  const unlock = () => rmSync(join(dataDir, mine), { force: true });
  for (let attempt = 1; ; attempt += 1) {
    writeFileSync(join(dataDir, mine), "", { mode: 0o600 });
    const holder = findOther(dataDir, mine);
    if (holder === undefined) return unlock;
    unlock();
    if (attempt === attempts) throw new Error(`The data folder ${dataDir} is in use by process ${holder}. Stop that process first, or set DATABASE_URL to share one PostgreSQL.`);
    // oxlint-disable-next-line no-await-in-loop
    await sleep(1 + Math.random() * 20);
  }
}

/** The number of another living process that has the folder or wants it; files of dead ones are cleared away. */
function findOther(dataDir: string, mine: string): string | undefined {
  for (const name of readdirSync(dataDir)) {
    const [, pid, started] = /^(\d+)-(\d*)\.lock$/.exec(name) ?? [];
    if (pid === undefined || name === mine) continue;
    if (isAlive(Number(pid), started ?? "")) return pid;
    rmSync(join(dataDir, name), { force: true });
  }
  return undefined;
}

function isAlive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return started === startTime(pid);
}

/** When a process began, so that a number given out again is not taken for the process that had it; empty where the system does not tell. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may itself hold blanks; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
