import { expect, test, vi } from "vitest";
import { ImError } from "@/lib/server/im/errors";
import { AppError } from "@/lib/shared/errors";

test("knows an error that another copy of the class made, as bundling makes several", async () => {
  vi.resetModules();
  const other = { ...(await import("@/lib/shared/errors")), ...(await import("@/lib/server/im/errors")) };
  expect(other.AppError).not.toBe(AppError);
  const plain = new other.AppError("forbidden", "No.");
  const fromIm = new other.ImError("im_refused", "No.", { command: "openim/x", imCode: 90003, retryable: false });

  expect(plain instanceof AppError).toBe(true);
  expect(plain instanceof ImError).toBe(false);
  expect(fromIm instanceof AppError).toBe(true);
  expect(fromIm instanceof ImError).toBe(true);
});

test("keeps subclasses and other values apart", () => {
  class Narrow extends AppError {}
  expect(new AppError("forbidden", "No.") instanceof Narrow).toBe(false);
  expect(new Narrow("forbidden", "No.") instanceof Narrow).toBe(true);
  expect(new Narrow("forbidden", "No.") instanceof AppError).toBe(true);
  for (const value of [new Error("No."), null, undefined, "forbidden", {}]) expect(value instanceof AppError).toBe(false);
});
