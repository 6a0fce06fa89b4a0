import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pathValues, readJson, requireSameOrigin } from "@/lib/server/request";
import { AppError } from "@/lib/shared/errors";

const own = { url: "https://unread.example.com", demo: undefined };
const demo = { url: "http://localhost:3000", demo: { password: "correct horse" } };

function refused(headers: Record<string, string>, env: typeof own | typeof demo, writes: boolean): boolean {
  try {
    requireSameOrigin(new Request(env.url, { headers }), env, writes);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: "foreign_origin" });
    return true;
  }
}

test.each([
  ["a program that names the console's address", { origin: "https://unread.example.com" }, "may read and write"],
  ["a page of ours", { origin: "https://unread.example.com", "sec-fetch-site": "same-origin" }, "may read and write"],
  ["a page of ours that sends no origin", { "sec-fetch-site": "same-origin" }, "may read and write"],
  ["a program that names nothing", {}, "may read"],
  ["an address typed into a browser", { "sec-fetch-site": "none" }, "may read"],
  ["a page of another site", { origin: "https://evil.example.org", "sec-fetch-site": "cross-site" }, "may do nothing"],
  ["a page of another site that hides its origin", { "sec-fetch-site": "cross-site" }, "may do nothing"],
  ["a page of a sibling host", { origin: "https://other.example.com", "sec-fetch-site": "same-site" }, "may do nothing"],
  ["a page of a sibling host that hides its origin", { "sec-fetch-site": "same-site" }, "may do nothing"],
  ["a page without an origin", { origin: "null" }, "may do nothing"],
  ["the same host unencrypted", { origin: "http://unread.example.com" }, "may do nothing"],
  ["the same host on another port", { origin: "https://unread.example.com:8443" }, "may do nothing"],
  ["a host that begins like ours", { origin: "https://unread.example.com.evil.org" }, "may do nothing"],
  ["a host that ends like ours", { origin: "https://notunread.example.com" }, "may do nothing"],
  ["a loopback page, outside the demo", { origin: "http://localhost:3000" }, "may do nothing"],
  ["a claim to be ours, contradicted by the origin", { origin: "https://evil.example.org", "sec-fetch-site": "same-origin" }, "may do nothing"],
  ["text that is no origin", { origin: "unread.example.com" }, "may do nothing"],
])("%s %s %s", (_who, headers, may) => {
  expect(refused(headers, own, false) ? "may do nothing" : refused(headers, own, true) ? "may read" : "may read and write").toBe(may);
});

test.each([
  ["http://localhost:3000", true],
  ["http://127.0.0.1:3000", true],
  ["http://[::1]:3000", true],
  ["http://localhost:3001", false],
  ["https://localhost:3000", false],
  ["http://localhost.example.com:3000", false],
  ["http://127.0.0.1.example.com:3000", false],
  ["http://192.168.0.1:3000", false],
  ["null", false],
])("in the demo a page of %s is ours: %s", (origin, ours) => {
  expect(refused({ origin }, demo, true)).toBe(!ours);
});

test("tells a program which header to send", () => {
  expect(() => requireSameOrigin(new Request(own.url), own, true)).toThrow("Requests from other origins are refused. A program sends the header “Origin: https://unread.example.com”.");
});

function post(body: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }): Request {
  return new Request(own.url, { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

function codeOf(request: Request): Promise<string> {
  return readJson(request).then(
    () => "taken",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

test("reads any JSON", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await readJson(post(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  ["application/json", "taken"],
  ["application/json; charset=utf-8", "taken"],
  ["Application/JSON", "taken"],
  ["text/plain", "not_json"],
  ["application/x-www-form-urlencoded", "not_json"],
  ["multipart/form-data; boundary=x", "not_json"],
  ["application/jsonp", "not_json"],
  ["application/json+x", "not_json"],
])("a body of type %s is %s", async (type, verdict) => {
  expect(await codeOf(post("{}", { "content-type": type }))).toBe(verdict);
});

test("a body without a type is not taken for JSON", async () => {
  expect(await codeOf(new Request(own.url, { method: "POST", body: new Uint8Array([123, 125]) }))).toBe("not_json");
});

test.each(["", "{", "{}{}", "undefined", "{'a': 1}", '{"a": 1,}', "NaN"])("%j is not valid JSON", async (text) => {
  expect(await codeOf(post(text))).toBe("malformed_json");
});

test("bytes that are not UTF-8 are not valid JSON", async () => {
  expect(await codeOf(post(new Uint8Array([0x22, 0xff, 0x22])))).toBe("malformed_json");
});

const limit = 256 * 1024;

function textOf(size: number): string {
  return `"${"x".repeat(size - 2)}"`;
}

test("takes 256 KB and not a byte more", async () => {
  expect(await codeOf(post(textOf(limit)))).toBe("taken");
  expect(await codeOf(post(textOf(limit + 1)))).toBe("too_large");
  expect(await codeOf(post("{}", { "content-type": "application/json", "content-length": String(limit + 1) }))).toBe("too_large");
});

test("stops reading a body that never ends", async () => {
  let sent = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(0x20));
    },
    cancel() {
      cancelled = true;
    },
  });
  expect(await codeOf(post(endless))).toBe("too_large");
  expect(cancelled).toBe(true);
  expect(sent).toBeLessThan(limit * 2);
});

test("passes on the values in the path that name one thing", () => {
  expect(pathValues({ groupId: "@TGS#2CLUZEAEJ", userId: "100%", rest: ["a", "b"], none: undefined })).toEqual({ groupId: "@TGS#2CLUZEAEJ", userId: "100%" });
  expect(pathValues(undefined)).toEqual({});
});
