import type * as z from "zod/mini";
import { ConnectionError, readAnswer } from "./http";

interface Options {
  body: Blob;
  /** The media type that is said, whatever the browser thinks of the file. */
  type: string;
  /** How much of the body has been handed over, from 0 to 1; 1 means that the server is reading it. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal | undefined;
}

/** Sends a file as it is, and parses the one JSON answer. `fetch` cannot tell how far it is. Throws as `http` does: `AppError`, or the abort of `signal`. */
export async function upload<S extends z.ZodMiniType>(path: string, schema: S, options: Options): Promise<z.output<S>> {
  const { text, ...answer } = await send(path, options);
  return readAnswer(parseJson(text), schema, answer);
}

interface Answer {
  text: string;
  status: number;
  requestId: string | undefined;
}

function send(path: string, { body, type, onProgress, signal }: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort);
    request.open("POST", path);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", type);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total));
    request.addEventListener("load", () => resolve({ text: request.responseText, status: request.status, requestId: request.getResponseHeader("x-request-id") ?? undefined }));
    request.addEventListener("error", () => reject(new ConnectionError("unreachable")));
    request.addEventListener("abort", () => reject(signal?.reason));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", abort));
    request.send(body);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
