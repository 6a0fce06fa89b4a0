import { pino } from "pino";
import { expect, test } from "vitest";
import type { BaseContext } from "@/lib/server/context";
import { imRefusal } from "@/lib/server/im/errors";
import { toErrorResponse } from "@/lib/server/respond";
import { AppError } from "@/lib/shared/errors";
import type { Locale } from "@/lib/shared/locales";

function respond(error: unknown, locale: Locale = "en") {
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
  // Only what an answer needs of a context; there is no database behind this one.
  const ctx = { log, actor: { name: "ann", role: "agent" } } as BaseContext;
  const response = toErrorResponse(error, { locale, requestId: "r-1", ctx });
  return { response, lines, body: response.json() as Promise<{ error: Record<string, unknown> }> };
}

test("answers a foreseen error with its status, its sentence and the request id", async () => {
  const { response, body } = respond(new AppError("account_not_found", "IM knows no account with this id."));
  expect(response.status).toBe(404);
  expect(response.headers.get("x-request-id")).toBe("r-1");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await body).toEqual({ error: { code: "account_not_found", message: "IM knows no account with this id.", requestId: "r-1" } });
});

test("turns validation keys into sentences in the reader's language, and leaves sentences alone", async () => {
  const error = new AppError("invalid_input", "Some of the values cannot be used.", { fields: { "peers.3": "user_id_too_long", reason: "A sentence already.", other: "no_such_key" } });
  expect((await respond(error).body).error.fields).toEqual({ "peers.3": "Account ids are at most 32 characters long.", reason: "A sentence already.", other: "no_such_key" });
  const chinese = (await respond(error, "zh-CN").body).error;
  expect(chinese.message).toMatch(/[\u4e00-\u9fff]/u);
  expect(chinese.fields).toMatchObject({ "peers.3": expect.stringMatching(/[\u4e00-\u9fff]/u), reason: "A sentence already." });
});

test.each(["en", "zh-CN"] as const)("says in %s what IM's code means and what to do next", async (locale) => {
  const { im, message } = (await respond(imRefusal("openim/admin_set_msg_read", 90003, "no such account"), locale).body).error;
  expect(im).toEqual({ code: 90003, info: "no such account", command: "openim/admin_set_msg_read", meaning: expect.stringMatching(/.{5}/u), advice: expect.stringMatching(/.{5}/u) });
  if (locale === "zh-CN") expect(`${String(message)}${(im as { meaning: string }).meaning}`).toMatch(/[\u4e00-\u9fff]/u);
});

test("fills in what a translated sentence needs", async () => {
  expect((await respond(new AppError("unsupported_group_type", "x", { params: { type: "Meeting" } }), "zh-CN").body).error.message).toContain("Meeting");
  expect((await respond(new AppError("forbidden", "x", { params: { role: "operator" } }), "zh-CN").body).error.message).not.toMatch(/[{}]/);
  expect((await respond(new AppError("too_many_attempts", "x", { params: { seconds: 30 } }), "zh-CN").body).error.message).toContain("30");
});

test.each([new Error("password=hunter2"), "hunter2", undefined, { secret: "hunter2" }])("says nothing outside about what was not foreseen, and all of it in the log", async (thrown) => {
  const { response, body, lines } = respond(thrown);
  expect(response.status).toBe(500);
  const { error } = await body;
  expect(error).toEqual({ code: "internal", message: "Something went wrong on our side. Give this request id to whoever runs the console.", requestId: "r-1" });
  expect(JSON.stringify(error)).not.toContain("hunter2");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("r-1");
  if (thrown !== undefined) expect(lines[0]).toContain("hunter2");
});
