import { Readable } from "node:stream";
import { Pool } from "undici";
import { password } from "./processes";

/** A program that is signed in, on keep-alive connections. Whatever is not answered with 200 is thrown. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** Sends a file as it is made. */
  upload<T>(path: string, file: AsyncIterable<Buffer>): Promise<T>;
  /** Milliseconds from asking until the answer was read. */
  time(path: string): Promise<number>;
  close(): Promise<void>;
}

export async function openClient(url: string, username: string, connections = 32): Promise<Client> {
  const cookie = await signIn(url, username);
  // Given up well before the console gives it up: a connection that is used at that very moment is lost.
  const pool = new Pool(url, { connections, headersTimeout: 0, bodyTimeout: 0, keepAliveMaxTimeout: 1000 });

  async function send(method: "GET" | "POST", path: string, payload?: string | Readable): Promise<string> {
    const type = typeof payload === "string" ? "application/json" : "text/csv";
    const begun = performance.now();
    const { statusCode, body } = await pool.request({ method, path, ...(payload !== undefined && { body: payload }), headers: { cookie, ...(method === "POST" && { origin: url, "content-type": type }) } }).catch((cause: unknown) => {
      throw new Error(`${method} ${path} was not answered after ${Math.round(performance.now() - begun)} ms`, { cause });
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text}`);
    return text;
  }

  return {
    get: async <T>(path: string) => JSON.parse(await send("GET", path)) as T,
    post: async <T>(path: string, body: object) => JSON.parse(await send("POST", path, JSON.stringify(body))) as T,
    upload: async <T>(path: string, file: AsyncIterable<Buffer>) => JSON.parse(await send("POST", path, Readable.from(file))) as T,
    async time(path) {
      const begun = performance.now();
      await send("GET", path);
      return performance.now() - begun;
    },
    close: () => pool.close(),
  };
}

/** As a program signs in: next-auth's own routes. Answers the cookies to send. */
async function signIn(url: string, username: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(first), origin: url },
    body: new URLSearchParams({ csrfToken, username, password }),
  });
  return `${cookies(first)}; ${cookies(answer)}`;
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
