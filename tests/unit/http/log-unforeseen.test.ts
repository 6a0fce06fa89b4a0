import { pino } from "pino";
import { expect, test } from "vitest";
import type { BaseContext } from "@/lib/server/context";
import { logUnforeseen } from "@/lib/server/log-unforeseen";
import { AppError } from "@/lib/shared/errors";

test.each([
  { what: "a mistake of ours", error: new TypeError("undefined is not a function"), lines: 1 },
  { what: "what a person is told", error: new AppError("not_found", "Not here."), lines: 0 },
  // Next's own reason when a browser has gone; its class is not exported.
  { what: "a reader who has gone", error: Object.assign(new Error(), { name: "ResponseAborted" }), lines: 0 },
])("of $what the log holds $lines lines", ({ error, lines }) => {
  const written: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void written.push(line) });
  // Only what a line of the log needs of a context.
  logUnforeseen({ log, requestId: "r-1" } as BaseContext, error);
  expect(written).toHaveLength(lines);
});
