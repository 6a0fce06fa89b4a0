import { request, type IncomingMessage } from "node:http";
import * as z from "zod";

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
}

interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  /** Besides, or in place of, the usual ones; `undefined` leaves one out. */
  headers?: Record<string, string | undefined>;
}

/** The error shape of every route. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    im: z.object({ code: z.number(), info: z.string() }).loose().optional(),
    requestId: z.uuid(),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>["error"];

/** A program that uses the console as the design describes: next-auth's own sign-in, cookies, and an `Origin` with every request that changes something. */
export class HttpClient {
  readonly #cookies = new Map<string, string>();
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Name and password through next-auth's credentials route; the answer is next-auth's own. */
  async signIn(username: string, password: string): Promise<Answer> {
    return this.#signInBy("credentials", { username, password });
  }

  /** The demo's one click. */
  async signInByOneClick(role: string): Promise<Answer> {
    return this.#signInBy("demo", { role });
  }

  /** The cookies, as a browser context takes them. */
  cookies(): { name: string; value: string; url: string; httpOnly: boolean; sameSite: "Lax" }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.url, httpOnly: true, sameSite: "Lax" as const }));
  }

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request("GET", path, options);
  }

  post(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.request("POST", path, { body, ...options });
  }

  put(path: string, body?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.request("PUT", path, { body, ...options });
  }

  /** The answer line by line, each as soon as it has come. */
  async *lines(path: string): AsyncGenerator<string, void> {
    const response = await open(new URL(this.url), { method: "GET", path, headers: { cookie: this.#cookieHeader() }, payload: undefined });
    let rest = "";
    for await (const chunk of response.setEncoding("utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  }

  async request(method: string, path: string, { body, raw, headers = {} }: RequestOptions = {}): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const all: Record<string, string | undefined> = {
      cookie: this.#cookieHeader(),
      "content-type": payload === undefined ? undefined : "application/json",
      origin: method === "GET" || method === "HEAD" ? undefined : this.url,
      ...headers,
    };
    const answer = await send(new URL(this.url), { method, path, headers: all, payload });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    return answer;
  }

  async #signInBy(provider: string, fields: Record<string, string>): Promise<Answer> {
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse((await this.get("/api/auth/csrf")).json());
    const raw = new URLSearchParams({ ...fields, csrfToken, json: "true" }).toString();
    return this.request("POST", `/api/auth/callback/${provider}`, { raw, headers: { "content-type": "application/x-www-form-urlencoded" } });
  }

  #cookieHeader(): string | undefined {
    return this.#cookies.size > 0 ? [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") : undefined;
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const [name = "", ...value] = pair.split("=");
    if (value.join("=") === "" || attributes.some((attribute) => /max-age=0\b/i.test(attribute))) this.#cookies.delete(name.trim());
    else this.#cookies.set(name.trim(), value.join("="));
  }
}

interface Sent {
  method: string;
  /** As it is: nothing is normalised. */
  path: string;
  headers: Record<string, string | undefined>;
  payload: string | Uint8Array<ArrayBuffer> | undefined;
}

/** One request on a connection of its own, which a server that does not read a whole body may close. */
async function open({ hostname, port }: URL, { method, path, headers, payload }: Sent): Promise<IncomingMessage> {
  const outgoing = request({ hostname, port, path, method, agent: false });
  // Not every method has it by itself.
  if (payload !== undefined) outgoing.setHeader("content-length", Buffer.byteLength(payload));
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) outgoing.setHeader(name, value);
  const answered = new Promise<IncomingMessage>((resolve, reject) => outgoing.once("response", resolve).on("error", reject));
  outgoing.end(payload);
  return answered;
}

async function send(url: URL, sent: Sent): Promise<Answer> {
  const response = await open(url, sent);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const received = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) for (const value of values ?? []) received.append(name, value);
  return { status: response.statusCode ?? 0, headers: received, text, json: () => JSON.parse(text) as unknown };
}

/** The error in an answer; throws when it has another shape. */
export function errorOf(answer: Answer): ErrorAnswer {
  return ErrorAnswer.parse(answer.json()).error;
}
