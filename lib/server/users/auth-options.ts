import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import * as z from "zod/mini";
import { AppError } from "@/lib/shared/errors";
import { Role } from "@/lib/shared/roles";
import type { Log } from "../log";
import { sessionCookies } from "./session-cookies";
import { Claims, decodeToken, encodeToken, idleSeconds, isCurrent, nowSeconds } from "./session-token";
import type { Sessions } from "./sessions";
import { signIn, signInDemo, type SignedIn, type SignInContext } from "./sign-in";

interface AuthParts extends SignInContext {
  url: string;
  secret: string;
  log: Log;
  sessions: Sessions;
  /** Whether one click signs in a sample user. */
  demo: boolean;
}

const Fields = z.object({ username: z.string(), password: z.string() });
const DemoFields = z.object({ role: Role });
const FreshUser = z.object({ name: z.string(), epoch: z.int() });

/** What next-auth calls errors and anybody can cause: a session that has ended, an address that is none. */
const everyday = new Set(["JWT_SESSION_ERROR", "SIGNOUT_ERROR", "INVALID_CALLBACK_URL_ERROR"]);

/** next-auth's configuration: its routes, over our users and with our sessions. */
export function createAuthOptions(parts: AuthParts): NextAuthOptions {
  const { url, secret, log, sessions, demo } = parts;
  const byPassword = CredentialsProvider({
    id: "credentials",
    credentials: { username: {}, password: { type: "password" } },
    authorize: (input, request) => {
      const { username, password } = Fields.safeParse(input).data ?? { username: "", password: "" };
      return authorize(log, () => signIn(parts, { name: username, password, address: clientAddress(request.headers) }));
    },
  });
  const byOneClick = CredentialsProvider({
    id: "demo",
    credentials: { role: {} },
    authorize: (input, request) =>
      authorize(log, () => {
        const parsed = DemoFields.safeParse(input);
        if (!parsed.success) throw new AppError("unauthenticated", "There is no such demo user.");
        return signInDemo(parts, { role: parsed.data.role, address: clientAddress(request.headers) });
      }),
  });

  return {
    providers: demo ? [byPassword, byOneClick] : [byPassword],
    secret,
    useSecureCookies: url.startsWith("https:"),
    cookies: sessionCookies(url),
    session: { strategy: "jwt", maxAge: idleSeconds },
    jwt: {
      encode: ({ token }) => encodeToken(Claims.parse(token), secret),
      decode: async ({ token = "" }) => {
        const decoded = await decodeToken(token, secret);
        return decoded && isCurrent(decoded) ? decoded : null;
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      async jwt({ token, user, trigger }) {
        if (trigger === "signIn") return { ...FreshUser.parse(user), signedInAt: nowSeconds() };
        const claims = Claims.parse(token);
        if (!(await sessions.findState(claims))) throw new Error("The session has ended.");
        return claims;
      },
      async session({ session, token }) {
        const claims = Claims.parse(token);
        const user = { name: claims.name, role: (await sessions.findState(claims))?.role };
        return { ...session, user };
      },
      redirect: ({ url: wanted, baseUrl }) => stayHere(wanted, baseUrl),
    },
    logger: {
      error: (code, metadata) => log[everyday.has(code) ? "debug" : "error"]({ code, reason: reasonOf(metadata) }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** What next-auth shows of a thrown error is its message, in the address of the sign-in page: so it is one of three codes. */
async function authorize(log: Log, attempt: () => Promise<SignedIn>) {
  try {
    const { name, epoch } = await attempt();
    return { id: name, name, epoch };
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") throw new Error("invalid_credentials", { cause: error });
    if (error instanceof AppError && error.code === "too_many_attempts") throw new Error(`too_many_attempts:${error.params?.seconds}`, { cause: error });
    log.error({ err: error }, "sign-in failed");
    throw new Error("unavailable", { cause: error });
  }
}

/** Our own entry overwrites this header, whatever the client sent. */
function clientAddress(headers: Record<string, unknown> | undefined): string {
  const address = headers?.["x-client-address"];
  return typeof address === "string" ? address : "unknown";
}

/** The address to go to after signing in or out: never one of another origin. */
function stayHere(wanted: string, baseUrl: string): string {
  const target = URL.canParse(wanted, baseUrl) ? new URL(wanted, baseUrl) : undefined;
  return target?.origin === baseUrl ? target.href : baseUrl;
}

/** A sentence and no more: next-auth's metadata may hold whole requests. */
function reasonOf(metadata: unknown): string | undefined {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error;
  return error instanceof Error ? error.message.slice(0, 200) : undefined;
}
