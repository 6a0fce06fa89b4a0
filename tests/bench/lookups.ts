import { Pool } from "undici";
import { password, startConsole, startSandboxProcess } from "./processes";
import type { Measurement } from "./table";

const lanes = 32;
const seconds = 6;

/** Look-ups through the BFF beside a signed-in route that does nothing, on the same server, one after the other, twice. */
export async function measureLookups(): Promise<Measurement[]> {
  const sandbox = await startSandboxProcess();
  await fetch(`${sandbox.url}/sandbox/options`, { method: "POST", body: JSON.stringify({ limits: { default: 1_000_000 } }) });
  const server = await startConsole(sandbox.url);
  const pool = new Pool(server.url, { connections: lanes });
  try {
    const cookie = await signIn(server.url);
    const total = "/api/apps/1400000001/accounts/dramon1/unread";
    for (const path of ["/api/apps", total]) await perSecond(pool, path, cookie, 2);
    const empty = Math.max(await perSecond(pool, "/api/apps", cookie, seconds), await perSecond(pool, "/api/apps", cookie, seconds));
    const lookups = Math.max(await perSecond(pool, total, cookie, seconds), await perSecond(pool, total, cookie, seconds));
    const ratio = lookups / empty;
    return [{ what: "look-up through the BFF, signed in", measured: `${lookups}/s, ${ratio.toFixed(2)} of it`, reference: `empty signed-in route ${empty}/s`, target: "at least 0.70", met: ratio >= 0.7 }];
  } finally {
    await pool.close();
    await server.stop();
    await sandbox.stop();
  }
}

async function perSecond(pool: Pool, path: string, cookie: string, duration: number): Promise<number> {
  const begun = performance.now();
  const until = begun + duration * 1_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) {
        const { statusCode, body } = await pool.request({ path, method: "GET", headers: { cookie } });
        const text = await body.text();
        if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}: ${text}`);
        done += 1;
      }
    }),
  );
  return Math.round(done / ((performance.now() - begun) / 1_000));
}

/** As a program signs in: next-auth's own routes. Answers the cookies to send. */
async function signIn(url: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(first), origin: url },
    body: new URLSearchParams({ csrfToken, username: "viewer", password }),
  });
  return `${cookies(first)}; ${cookies(answer)}`;
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
