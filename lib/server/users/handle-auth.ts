import "server-only";
import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { NextRequest } from "next/server";
import { AppError } from "@/lib/shared/errors";
import { toErrorResponse } from "../respond";
import { getActor, getAuthOptions } from "../session";
import { requestLocale } from "../translate";

/** Of next-auth's routes those we use. The one left out, `_log`, would let anybody write to our log. */
const actions: Record<string, readonly string[]> = {
  csrf: ["GET"],
  session: ["GET"],
  providers: ["GET"],
  signin: ["GET", "POST"],
  signout: ["GET", "POST"],
  callback: ["POST"],
  error: ["GET"],
};
/** A name, a password of 1,000 bytes and a token, each byte percent-encoded, with room to spare. */
const maxBodyBytes = 16 * 1024;

/** next-auth's own routes under `/api/auth`. Anybody may call them, so what they take is small. */
export async function handleAuth(request: NextRequest, segment: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  try {
    const [action = ""] = (await segment.params).nextauth;
    const methods = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!methods) throw new AppError("not_found", "There is no such address.");
    if (!methods.includes(request.method)) throw new AppError("method_not_allowed", `This address takes ${methods.join(" and ")} only.`);
    // next-auth takes a database that does not answer for a session that has ended, and deletes the cookie; this throws first.
    if (action === "session") await getActor();
    const bounded = request.method === "POST" ? await withBoundedBody(request) : request;
    // Declared as any; a route handler's call gives a Response.
    const response: Response = await NextAuth(bounded, segment, await getAuthOptions());
    return response;
  } catch (error) {
    return toErrorResponse(error, { locale: requestLocale(request), requestId: randomUUID(), ctx: undefined });
  }
}

async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new AppError("too_large", "The request is larger than 16 KB.");
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString("utf8");
  if (request.headers.get("content-type")?.includes("application/json")) requireJsonObject(body);
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body });
}

function requireJsonObject(body: string): void {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null) return;
  } catch {
    // Said below.
  }
  throw new AppError("malformed_json", "The body is not valid JSON.");
}
