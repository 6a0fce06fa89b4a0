import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openFile } from "@/lib/server/jobs/file";
import { inPieces } from "./read";
import { xlsxOf } from "./xlsx";

const tempDir = mkdtempSync(join(tmpdir(), "job-file-"));
afterAll(() => rmSync(tempDir, { recursive: true }));

/** Files of `tempDir` that have a name, and, where the system tells, those that are only open. */
function leftBehind(): string[] {
  const handles = process.platform === "linux" ? readdirSync("/proc/self/fd").map(target) : [];
  return [...readdirSync(tempDir), ...handles.filter((path) => path.startsWith(tempDir))];
}

function target(handle: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${handle}`);
  } catch {
    return "";
  }
}

/** A body that counts what is asked of it, and can fall silent. */
function bodyOf(pieces: readonly Uint8Array[], { silentAfter = Infinity } = {}) {
  const seen = { taken: 0, ended: 0 };
  const iterator: AsyncIterator<Uint8Array> = {
    next() {
      if (seen.taken >= silentAfter) return new Promise(() => {});
      const value = pieces[seen.taken];
      if (value === undefined) return Promise.resolve({ done: true, value: undefined });
      seen.taken += 1;
      return Promise.resolve({ done: false, value });
    },
    return() {
      seen.ended += 1;
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { seen, body: { [Symbol.asyncIterator]: () => iterator } };
}

const header = Buffer.from("a,b\n");
const line = (text: string) => Array.from({ length: 2000 }, () => Buffer.from(`${text.repeat(100)},1\n`));
const table = Array.from({ length: 5000 }, (_, row) => [`user_${row * 7919}`, `群${row}`]);
const sheet = xlsxOf([["a", "b"], ...table], { shared: false });

async function take(pages: AsyncIterable<unknown[]>, count: number): Promise<void> {
  let left = count;
  for await (const page of pages) {
    expect(page.length).toBeGreaterThan(0);
    left -= 1;
    if (left === 0) break;
  }
}

describe("the source is read no faster than pages are taken", () => {
  test.for([
    ["ASCII", line("x"), 102, 5],
    ["what waits to be recognised", line("中"), 302, 64 * 1024],
  ] as const)("%s", async ([, lines, length, ahead]) => {
    const { seen, body } = bodyOf([header, ...lines]);
    const { pages } = await openFile(body, { maxRows: 5000, pageRows: 10 });
    const opened = Math.ceil(1024 / length) + Math.ceil(ahead / length) + 2;
    expect(seen.taken).toBeLessThanOrEqual(opened);
    const iterator = pages[Symbol.asyncIterator]();
    for (let page = 1; page <= 50; page += 1) {
      expect((await iterator.next()).value).toHaveLength(10);
      expect(seen.taken).toBeLessThanOrEqual(opened + page * 10);
    }
    await iterator.return?.();
    expect(seen.ended).toBe(1);
    expect(seen.taken).toBeLessThanOrEqual(opened + 500);
  });

  test("a piece of many megabytes is not turned into rows at once", async () => {
    const large = Buffer.alloc(32 * 1024 ** 2, "a,b\n");
    const before = process.memoryUsage().heapUsed;
    const { pages } = await openFile(bodyOf([large]).body, { maxRows: 9_000_000 });
    await take(pages, 1);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 ** 2);
  });
});

describe("the sender is told when nobody reads on", () => {
  test("because the end came, or a page was enough, or the file is refused", async () => {
    const whole = bodyOf([header, Buffer.from("1,2\n")]);
    await take((await openFile(whole.body, { maxRows: 5 })).pages, 5);
    expect(whole.seen.ended).toBe(1);

    const enough = bodyOf([header, ...line("x")]);
    await take((await openFile(enough.body, { maxRows: 5000, pageRows: 1 })).pages, 1);
    expect(enough.seen.ended).toBe(1);

    const refused = bodyOf([Buffer.alloc(2000), ...line("x")]);
    await expect(openFile(refused.body, { maxRows: 5 })).rejects.toMatchObject({ code: "file_not_text" });
    expect(refused.seen).toEqual({ taken: 1, ended: 1 });
  });

  test("because the pages are given up before the first", async () => {
    const { seen, body } = bodyOf([header, ...line("x")]);
    const { pages } = await openFile(body, { maxRows: 5000 });
    await pages[Symbol.asyncIterator]().return?.();
    expect(seen.ended).toBe(1);
  });
});

describe("an abort", () => {
  const reason = new Error("the reader has gone");

  test("ends the wait for a silent sender, before the header and after it", async () => {
    for (const silentAfter of [0, 1, 3]) {
      const { seen, body } = bodyOf([header, ...line("x")], { silentAfter });
      const abort = new AbortController();
      const reading = openFile(body, { maxRows: 5000, pageRows: 1, signal: abort.signal, tempDir });
      setImmediate(() => abort.abort(reason));
      await expect(reading).rejects.toBe(reason);
      expect(seen.ended).toBe(1);
    }
    const { seen, body } = bodyOf([header, ...line("x")], { silentAfter: 50 });
    const abort = new AbortController();
    const { pages } = await openFile(body, { maxRows: 5000, signal: abort.signal });
    const reading = take(pages, 5000);
    setImmediate(() => abort.abort(reason));
    await expect(reading).rejects.toBe(reason);
    expect(seen.ended).toBe(1);
  });

  test("that came before the start reads nothing", async () => {
    const { seen, body } = bodyOf([header]);
    await expect(openFile(body, { maxRows: 5, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(seen.taken).toBe(0);
  });

  test("between two pages is told with the next", async () => {
    const abort = new AbortController();
    const { pages } = await openFile(inPieces(sheet), { maxRows: 5000, pageRows: 1, signal: abort.signal, tempDir });
    const iterator = pages[Symbol.asyncIterator]();
    await iterator.next();
    abort.abort(reason);
    await expect(iterator.next()).rejects.toBe(reason);
    expect(leftBehind()).toEqual([]);
  });

  test("lets go of the file even when nobody asks for another page", async () => {
    const abort = new AbortController();
    const { pages } = await openFile(inPieces(sheet), { maxRows: 5000, pageRows: 1, signal: abort.signal, tempDir });
    await pages[Symbol.asyncIterator]().next();
    expect(leftBehind()).toHaveLength(process.platform === "linux" ? 1 : 0);
    abort.abort(reason);
    await expect.poll(leftBehind).toEqual([]);
  });
});

describe("no temporary file is left", () => {
  test("and it has no name even while it is written and read", async () => {
    const named: string[] = [];
    async function* watched() {
      for await (const piece of inPieces(sheet, [4096])) {
        named.push(...readdirSync(tempDir));
        yield piece;
      }
    }
    const { pages } = await openFile(watched(), { maxRows: 5000, tempDir });
    for await (const page of pages) {
      expect(page.length).toBeGreaterThan(0);
      named.push(...readdirSync(tempDir));
    }
    expect(named).toEqual([]);
    expect(leftBehind()).toEqual([]);
  });

  test("when the reading stops early", async () => {
    await take((await openFile(inPieces(sheet), { maxRows: 5000, pageRows: 10, tempDir })).pages, 2);
    expect(leftBehind()).toEqual([]);
  });

  test("when the pages are given up before the first", async () => {
    const { pages } = await openFile(inPieces(sheet), { maxRows: 5000, tempDir });
    await pages[Symbol.asyncIterator]().return?.();
    expect(leftBehind()).toEqual([]);
  });

  test("when the upload is aborted or breaks off", async () => {
    const half = [sheet.subarray(0, 8192), sheet.subarray(8192, 16_384)];
    const abort = new AbortController();
    const reading = openFile(bodyOf(half, { silentAfter: 2 }).body, { maxRows: 5000, signal: abort.signal, tempDir });
    setImmediate(() => abort.abort());
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
    expect(leftBehind()).toEqual([]);

    async function* brokenOff() {
      yield* half;
      throw new Error("aborted");
    }
    await expect(openFile(brokenOff(), { maxRows: 5000, tempDir })).rejects.toMatchObject({ code: "file_broken", params: { reason: "cut_off" } });
    expect(leftBehind()).toEqual([]);
  });

  test("when the file is refused, at once or in the middle", async () => {
    await expect(openFile(inPieces(sheet.subarray(0, -50)), { maxRows: 5000, tempDir })).rejects.toMatchObject({ code: "file_broken" });
    expect(leftBehind()).toEqual([]);
    const { pages } = await openFile(inPieces(sheet), { maxRows: 4999, tempDir });
    await expect(take(pages, 5000)).rejects.toMatchObject({ code: "file_too_many_rows" });
    expect(leftBehind()).toEqual([]);
  });

  test("when it cannot be written, which is not the file's fault", async () => {
    await expect(openFile(inPieces(sheet), { maxRows: 5000, tempDir: join(tempDir, "nowhere") })).rejects.toMatchObject({ code: "ENOENT" });
  });
});
