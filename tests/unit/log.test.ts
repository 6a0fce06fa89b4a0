import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { createLog } from "@/lib/server/log";

test("an error of the database is told without the parameters of its statement: they may be rows of somebody's file", () => {
  const lines: string[] = [];
  const log = createLog("error");
  // Where pino writes to is under a symbol of its own.
  const stream = Object.getOwnPropertySymbols(log).map((symbol) => (log as unknown as Record<symbol, unknown>)[symbol]).find((value) => typeof value === "object" && value !== null && "write" in value) as { write: (text: string) => void };
  stream.write = (text) => void lines.push(text);
  log.error({ err: new DrizzleQueryError("insert into job_rows values ($1)", ["secret note of a customer"], new Error("no space left")) }, "failed");
  expect(lines.join("")).toContain("insert into job_rows");
  expect(lines.join("")).not.toContain("secret note");
});
