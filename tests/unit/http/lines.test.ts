import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import * as fc from "fast-check";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod/mini";
import { ConnectionError, http } from "@/lib/client/http";
import type { BaseContext } from "@/lib/server/context";
import { streamLines } from "@/lib/server/stream";
import { AppError } from "@/lib/shared/errors";

const Line = z.object({ text: z.string() });

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Serves `pieces` one by one, so that each may arrive on its own. */
function pieces(...parts: (string | Uint8Array)[]): RequestListener {
  return async (_request, response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson", "x-request-id": "r-1" });
    for (const part of parts) {
      response.write(part);
      // Each piece leaves before the next one.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };
}

async function read(url: string): Promise<string[]> {
  const texts: string[] = [];
  await http.lines("GET", url, Line, { onLine: ({ text }) => texts.push(text) });
  return texts;
}

test("whatever the lines hold and however they are cut into pieces, each arrives whole and in order", async () => {
  const bytes = fc.array(fc.string({ unit: "binary" }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 7 }), async (texts, size) => {
      const whole = Buffer.from(texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
      const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => whole.subarray(index * size, (index + 1) * size));
      expect(await read(await serve(pieces(...cut)))).toEqual(texts.map((text) => text.toWellFormed()));
    }),
    { numRuns: 25 },
  );
});

test("a line that says what failed is thrown as that error, after the lines before it", async () => {
  const error = { code: "im_busy", message: "Wait.", requestId: "r-2", im: { code: 60007, info: "" } };
  const url = await serve(pieces('{"text":"a"}\n', `${JSON.stringify({ error })}\n`));
  const seen: string[] = [];
  await expect(http.lines("GET", url, Line, { onLine: ({ text }) => seen.push(text) })).rejects.toMatchObject({ code: "im_busy", message: "Wait.", requestId: "r-2", im: { code: 60007 } });
  expect(seen).toEqual(["a"]);
});

test.each([
  ["ends in the middle of a line", pieces('{"text":"a"}\n{"tex')],
  ["is not JSON", pieces("<html>\n")],
  ["has another form", pieces('{"words":"a"}\n')],
])("an answer that %s is unreadable", async (_how, listener) => {
  await expect(read(await serve(listener))).rejects.toMatchObject({ reason: "unreadable", requestId: "r-1" });
});

test("a connection that breaks is unreachable, and one that is left rejects with the abort", async () => {
  const broken = await serve((_request, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write('{"text":"a"}\n', () => response.destroy());
  });
  await expect(read(broken)).rejects.toBeInstanceOf(ConnectionError);
  const left = new AbortController();
  const hanging = await serve((_request, response) => {
    response.writeHead(200);
    response.write('{"text":"a"}\n');
  });
  // It leaves once it has read the first line and waits for another.
  const onLine = () => void setImmediate(() => left.abort());
  const reason: unknown = await http.lines("GET", hanging, Line, { signal: left.signal, onLine }).catch((error: unknown) => error);
  expect(left.signal.aborted).toBe(true);
  expect(reason).toBe(left.signal.reason);
});

test("a refusal before the first line is the error it says", async () => {
  const url = await serve((_request, response) => response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ error: { code: "forbidden", message: "No.", requestId: "r-3" } })));
  await expect(read(url)).rejects.toMatchObject({ code: "forbidden", requestId: "r-3" });
});

function context(signal?: AbortSignal): BaseContext {
  // Streaming asks for no more of a context than this.
  return { requestId: "r-4", locale: "en", signal, actor: { name: "ann", role: "viewer" }, log: pino({ level: "silent" }) } as unknown as BaseContext;
}

test("the server's lines come one by one, and what it throws is the last of them", async () => {
  const response = streamLines<{ text: string }>(context(), async (send) => {
    send({ text: "a" });
    send({ text: "b\n" });
    await Promise.resolve();
    throw new AppError("im_timeout", "IM did not answer.");
  });
  expect(response.headers.get("content-type")).toContain("application/x-ndjson");
  const lines = (await response.text()).split("\n");
  expect(lines.slice(0, 2)).toEqual(['{"text":"a"}', '{"text":"b\\n"}']);
  expect(JSON.parse(lines[2] ?? "")).toMatchObject({ error: { code: "im_timeout", message: expect.any(String), requestId: "r-4" } });
  expect(lines.slice(3)).toEqual([""]);
});

test("a reader who stops reading does no harm", async () => {
  const left = Promise.withResolvers<void>();
  let ended = false;
  const response = streamLines<{ text: string }>(context(), async (send) => {
    send({ text: "a" });
    await left.promise;
    send({ text: "b" });
    ended = true;
  });
  await response.body?.cancel();
  left.resolve();
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(true);
});

test("nothing is sent to somebody who has gone, and what was not foreseen tells nothing", async () => {
  const left = new AbortController();
  const response = streamLines<{ text: string }>(context(left.signal), async (send) => {
    left.abort();
    send({ text: "a" });
    throw new Error("secret path");
  });
  expect(await response.text()).toBe("");
  const told = streamLines<object>(context(), () => Promise.reject(new Error("secret path")));
  expect(await told.text()).not.toContain("secret path");
});
