import { inflateSync } from "node:zlib";

/** What must never leave the server. */
export interface Secrets {
  /** Secret keys, session secrets, passwords. */
  texts: readonly string[];
  /** Signatures that were in use, as IM received them. */
  userSigs: Iterable<string>;
}

/** Every secret that stands in `text`, plainly or encoded, and every UserSig, whether we know it or not. Names what, not where it came from. */
export function findLeaks(text: string, { texts, userSigs }: Secrets): string[] {
  const found = new Set<string>();
  const folded = text.toLowerCase();
  for (const secret of texts) {
    for (const form of [secret, encodeURIComponent(secret), ...base64Forms(secret), Buffer.from(secret).toString("hex")]) {
      if (folded.includes(form.toLowerCase())) found.add(`a secret (${secret.slice(0, 4)}…)`);
    }
  }
  for (const userSig of userSigs) if (text.includes(userSig)) found.add("a UserSig that was in use");
  for (const [candidate] of text.matchAll(/eJ[\w*+/=%-]{60,}/g)) if (isUserSig(candidate)) found.add("a UserSig");
  // A line for a terminal in the record names the place of the signature, and holds none.
  if (folded.replaceAll("usersig=<usersig>&", "").includes("usersig=") || text.includes("TLS.sig")) found.add("a part of a signed address");
  return [...found];
}

/** Base64 of a text that stands anywhere in a longer one: its inner part, for each of the three ways to fall into groups of three bytes. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(" ".repeat(offset) + secret).toString("base64").replaceAll("=", "");
    return encoded.slice(offset === 0 ? 0 : 4, -2);
  });
}

/** A UserSig is zlib-packed JSON in a Base64 of its own, `*-_` for `+/=`. (contract 3.1) */
export function isUserSig(text: string): boolean {
  const base64 = decodeURIComponentOrNot(text).replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  try {
    return inflateSync(Buffer.from(base64, "base64"), { finishFlush: 2 }).toString("utf8").includes("TLS.");
  } catch {
    return false;
  }
}

function decodeURIComponentOrNot(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
