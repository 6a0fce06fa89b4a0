import { expect, test } from "vitest";
import { AppError, errorStatus, isErrorCode, type ErrorCode } from "@/lib/shared/errors";

test.each(Object.keys(errorStatus) as ErrorCode[])("%s travels as an error status", (code) => {
  expect(new AppError(code, "No.").status).toBeGreaterThanOrEqual(400);
  expect(new AppError(code, "No.").status).toBeLessThan(600);
  expect(isErrorCode(code)).toBe(true);
});

test.each(["", "nonsense", "toString", "__proto__", 404, null, undefined])("%j is no error code", (value) => {
  expect(isErrorCode(value)).toBe(false);
});

test("keeps what it was told, and its cause only where there is one", () => {
  const cause = new Error("reset");
  const error = new AppError("im_unreachable", "IM could not be reached.", { fields: { a: "b" }, params: { n: 1 }, im: { code: 0, info: "" }, requestId: "r", cause });
  expect(error).toMatchObject({ name: "AppError", message: "IM could not be reached.", fields: { a: "b" }, params: { n: 1 }, im: { code: 0, info: "" }, requestId: "r", cause });
  expect("cause" in new AppError("internal", "x")).toBe(false);
});
