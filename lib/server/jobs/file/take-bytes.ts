import { AppError } from "@/lib/shared/errors";
import { fileBroken, fileTooLarge } from "./faults";
import { limits } from "./limits";

interface Options {
  maxBytes?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The sender's bytes in pieces of a size to work with, asked for one at a time. A sender who breaks off is `file_broken`; an abort
 * rejects at once with its reason, even while the sender is silent. However it ends, the sender is told.
 */
export async function* takeBytes(body: AsyncIterable<Uint8Array>, { maxBytes = Infinity, signal }: Options): AsyncGenerator<Buffer, void> {
  const chunks = body[Symbol.asyncIterator]();
  let taken = 0;
  let waiting = false;
  try {
    for (;;) {
      waiting = true;
      const { done, value } = await next(chunks, signal);
      waiting = false;
      if (done) return;
      taken += value.length;
      if (taken > maxBytes) throw fileTooLarge("bytes", Math.floor(maxBytes / 1024 ** 2));
      for (let at = 0; at < value.length; at += limits.piece) yield Buffer.from(value.buffer, value.byteOffset + at, Math.min(limits.piece, value.length - at));
    }
  } finally {
    const told = chunks.return?.().catch(() => undefined);
    // Whoever has not answered the last question does not hear this one either.
    if (!waiting) await told;
  }
}

async function next(chunks: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<IteratorResult<Uint8Array>> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Uint8Array>>();
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  chunks.next().then(resolve, reject);
  try {
    return await promise;
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof AppError ? error : fileBroken("cut_off", 0, error);
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** The first bytes of `pieces`, at least `length` of them unless there are fewer, taken off. */
export async function takeFirst(pieces: AsyncGenerator<Buffer, void>, length: number): Promise<Buffer> {
  const taken: Buffer[] = [];
  for (let have = 0; have < length; ) {
    const { done, value } = await pieces.next();
    if (done) break;
    taken.push(value);
    have += value.length;
  }
  return Buffer.concat(taken);
}

/** `first`, then the rest. */
export async function* putBack(first: Buffer, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  if (first.length > 0) yield first;
  yield* pieces;
}
