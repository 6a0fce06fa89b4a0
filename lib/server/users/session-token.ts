import "server-only";
import { decode, encode } from "next-auth/jwt";
import * as z from "zod/mini";

/** A session ends after this many seconds without a request, */
export const idleSeconds = 8 * 3600;
/** and in any case this many after the sign-in. */
export const absoluteSeconds = 24 * 3600;
/** A token older than this is replaced by the next request. */
const renewAfterSeconds = 300;

/** All that a token says. What its bearer may do is asked of the database. */
export const Claims = z.object({ name: z.string(), epoch: z.int(), signedInAt: z.int() });
export type Claims = z.infer<typeof Claims>;

const Token = z.extend(Claims, { iat: z.int(), exp: z.int() });
export type Token = z.infer<typeof Token>;

export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** An encrypted token that holds until the idle limit from now, or the absolute limit from the sign-in if that is sooner. */
export function encodeToken(claims: Claims, secret: string): Promise<string> {
  const left = claims.signedInAt + absoluteSeconds - nowSeconds();
  return encode({ token: { ...claims }, secret, maxAge: Math.min(idleSeconds, left) });
}

/** Whether neither limit has passed. */
export function isCurrent({ exp, signedInAt }: Token): boolean {
  return nowSeconds() < Math.min(exp, signedInAt + absoluteSeconds);
}

export function isDueForRenewal({ iat }: Token): boolean {
  return nowSeconds() >= iat + renewAfterSeconds;
}

/** What a genuine token says, or nothing. Says nothing about its limits: ask `isCurrent`. */
export async function decodeToken(text: string, secret: string): Promise<Token | undefined> {
  const payload = await decode({ token: text, secret }).catch(() => null);
  const parsed = Token.safeParse(payload);
  return parsed.success ? parsed.data : undefined;
}

/**
 * `decodeToken` with a memory: decrypting takes about 0.2 ms, which would be most of the cost of a small request. A token never
 * changes its meaning, so what is remembered stays true; limits and epoch are checked each time.
 */
export function createTokenReader(secret: string, { capacity = 1000 } = {}) {
  const known = new Map<string, Token>();

  return async function readToken(text: string): Promise<Token | undefined> {
    const remembered = known.get(text);
    if (remembered) return remembered;
    const token = await decodeToken(text, secret);
    if (!token) return undefined;
    const oldest = known.keys().next();
    if (known.size >= capacity && !oldest.done) known.delete(oldest.value);
    known.set(text, token);
    return token;
  };
}
