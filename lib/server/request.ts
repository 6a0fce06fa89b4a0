import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Env } from "./env";

/** The largest JSON body any route takes: 1,000 ids of 32 characters, each written as `\uXXXX`, fit. */
const maxBodyBytes = 256 * 1024;
const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses what a page of another origin sends. A browser names the origin with every POST and PUT; a program that writes has to as well.
 * In the demo the machine's other loopback names are the same console.
 */
export function requireSameOrigin(request: Request, env: Pick<Env, "url" | "demo">, writes: boolean): void {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const foreign = new AppError("foreign_origin", `Requests from other origins are refused. A program sends the header “Origin: ${env.url}”.`);
  if (origin !== null) {
    if (!isOwn(origin, env)) throw foreign;
  } else if (writes ? site !== "same-origin" : site === "cross-site" || site === "same-site") {
    throw foreign;
  }
}

function isOwn(origin: string, { url, demo }: Pick<Env, "url" | "demo">): boolean {
  if (origin === url) return true;
  if (!demo || !URL.canParse(origin)) return false;
  const [theirs, own] = [new URL(origin), new URL(url)];
  return theirs.protocol === own.protocol && theirs.port === own.port && loopbackNames.has(theirs.hostname);
}

/** The body as JSON. Refuses another content type, more than 256 KB (without reading on), and what is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("not_json", "Send the body as JSON, with the header “Content-Type: application/json”.");
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (cause) {
    throw new AppError("malformed_json", "The body is not valid JSON.", { cause });
  }
}

function tooLarge(): AppError {
  return new AppError("too_large", "The request is larger than 256 KB.");
}

/** The values in the path, as Next decoded them; a route without any gets nothing at all from Next. */
export function pathValues(segments: Record<string, string | string[] | undefined> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(segments ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
