import * as z from "zod/mini";
import type { Role } from "@/lib/shared/roles";
import type { SignInInput } from "@/lib/shared/session";

export type SignInFailure = { reason: "invalid" | "unavailable" | "unreachable" } | { reason: "tooMany"; seconds: number };

/** Signing in did not work; `failure` says how, for a translated sentence. */
export class SignInError extends Error {
  readonly failure: SignInFailure;

  constructor(failure: SignInFailure, options?: ErrorOptions) {
    super(`Signing in failed: ${failure.reason}.`, options);
    this.name = "SignInError";
    this.failure = failure;
  }
}

export type Credentials = ({ provider: "credentials" } & SignInInput) | { provider: "demo"; role: Role };

/** Signs in through next-auth's own routes. Throws `SignInError`. */
export async function signIn({ provider, ...fields }: Credentials): Promise<void> {
  try {
    const response = await post(`/api/auth/callback/${provider}`, fields);
    const { url } = Answer.parse(await response.json());
    const error = new URL(url, window.location.origin).searchParams.get("error");
    if (error !== null || !response.ok) throw new SignInError(readSignInFailure(error ?? "CredentialsSignin"));
  } catch (error) {
    if (error instanceof SignInError) throw error;
    throw new SignInError({ reason: error instanceof TypeError ? "unreachable" : "unavailable" }, { cause: error });
  }
}

/** Ends the session in this browser. */
export async function signOut(): Promise<void> {
  await post("/api/auth/signout", {});
}

/** What the `error` in a sign-in address means. */
export function readSignInFailure(error: string): SignInFailure {
  const seconds = /^too_many_attempts:(\d{1,6})$/u.exec(error)?.[1];
  if (seconds !== undefined) return { reason: "tooMany", seconds: Number(seconds) };
  return { reason: error === "CredentialsSignin" || error === "invalid_credentials" ? "invalid" : "unavailable" };
}

/** The path to go back to, if `wanted` is an address of this console; else the home page. */
export function ownPath(wanted: string | null | undefined, origin: string): string {
  if (!wanted || !URL.canParse(wanted, origin)) return "/";
  const target = new URL(wanted, origin);
  if (target.origin !== origin) return "/";
  // An address of ours may have a path like `//elsewhere.example`, which on its own would be another site's address.
  const path = `/${target.pathname.replace(/^\/+/u, "")}`;
  return path === "/sign-in" ? "/" : path + target.search + target.hash;
}

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = Csrf.parse(await (await fetch("/api/auth/csrf", { cache: "no-store" })).json());
  const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: window.location.origin, json: "true" });
  return fetch(path, { method: "POST", body });
}
