import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const resolve = {
  alias: {
    "@": root.replace(/\/$/, ""),
    "server-only": fileURLToPath(new URL("../node_modules/server-only/empty.js", import.meta.url)),
  },
};

/** Services whose statements could mean something else to one of the two databases. What only hands rows to the record runs on one. */
const perDatabase = ["audit", "db", "jobs", "pacing", "users"];

/** The service tests run on a real PostgreSQL, those about the database itself on PGlite too; what needs no database runs once. */
const onDatabase = (database: "pglite" | "postgres") => ({
  resolve,
  test: {
    name: database,
    include: database === "pglite" ? perDatabase.map((folder) => `tests/server/${folder}/**/*.test.ts`) : ["tests/server/**/*.test.ts"],
    exclude: ["tests/server/sandbox/**"],
    env: { TEST_DATABASE: database },
    globalSetup: database === "postgres" ? [fileURLToPath(new URL("support/postgres.ts", import.meta.url))] : [],
    // Ends what hangs; the first test of a file also waits for a database to be made, on a busy machine for many seconds.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});

export default defineConfig({
  root,
  test: {
    projects: [
      { resolve, test: { name: "unit", include: ["tests/unit/**/*.test.ts"], testTimeout: 90_000 } },
      { resolve, test: { name: "sandbox", include: ["tests/server/sandbox/**/*.test.ts"], testTimeout: 90_000 } },
      onDatabase("pglite"),
      onDatabase("postgres"),
    ],
  },
});
