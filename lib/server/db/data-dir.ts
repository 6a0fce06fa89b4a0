import "server-only";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Takes `dataDir` for this process and returns the function that gives it back. PGlite itself does not notice a second
 * process on the same files, and the files do not survive one. A lock left by a process that was killed is taken over.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "lock");
  const mine = `${process.pid} ${startTime(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readFileSync(path, "utf8");
      if (holder !== mine && isAlive(holder)) {
        throw new Error(`The data folder ${dataDir} is in use by process ${holder.split(" ")[0]}. Stop that process first, or set DATABASE_URL to share one PostgreSQL.`, { cause: error });
      }
      rmSync(path, { force: true });
    }
  }
  throw new Error(`The data folder ${dataDir} is being taken by another process at this moment.`);
}

function isAlive(holder: string): boolean {
  const [pid, started] = holder.split(" ");
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return started === startTime(Number(pid));
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
