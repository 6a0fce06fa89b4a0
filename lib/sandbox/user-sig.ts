import { createHmac, timingSafeEqual } from "node:crypto";
import { inflateSync } from "node:zlib";
import { isObject } from "./fields";

/** A signature whose form and HMAC are right; whether it still holds depends on the clock. */
type Ticket = { identifier: string; sdkAppId: number; time: number; expire: number };
type Verdict = { code: 0 } | { code: number; info: string };

const alphabet = /^[A-Za-z0-9*\-_]+$/;
const accepted = { code: 0 } as const;

function refuse(code: number, info: string): Verdict {
  return { code, info };
}

/** Undoes steps 5 and 4 of contract 3.1: alphabet, Base64, zlib, JSON. */
function open(userSig: string): unknown {
  if (!alphabet.test(userSig)) return undefined;
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  try {
    return JSON.parse(inflateSync(Buffer.from(base64, "base64"), { maxOutputLength: 65_536 }).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The text that is signed, and its signature (contract 3.1, steps 2 and 3). The key is used as the characters it is written in. */
export function signature(key: string, ticket: Ticket): string {
  const { identifier, sdkAppId, time, expire } = ticket;
  const text = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`;
  return createHmac("sha256", key).update(text).digest("base64");
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Checks UserSigs of one app in the order of contract 3.2. Good ones are remembered, so only their first use costs an HMAC. */
export class UserSigVerifier {
  readonly #sdkAppId: number;
  readonly #key: string;
  readonly #known = new Map<string, Ticket>();
  static readonly remembered = 1_000;

  constructor(sdkAppId: number, key: string) {
    this.#sdkAppId = sdkAppId;
    this.#key = key;
  }

  /** `now` in Unix seconds. Code 0 means the signature is this identifier's, for this app, and still valid. */
  verify(userSig: string, identifier: string, now: number): Verdict {
    const known = this.#known.get(userSig);
    if (known) {
      if (known.identifier !== identifier) return refuse(70013, "identifier does not match UserSig");
      return now > known.time + known.expire ? refuse(70001, "UserSig expired") : accepted;
    }
    return this.#verifyFirst(userSig, identifier, now);
  }

  #verifyFirst(userSig: string, identifier: string, now: number): Verdict {
    if (userSig === "") return refuse(70002, "UserSig is empty");
    const fields = open(userSig);
    if (!isObject(fields)) return refuse(70003, "UserSig is illegal");
    const id = fields["TLS.identifier"];
    const sdkAppId = fields["TLS.sdkappid"];
    const time = fields["TLS.time"];
    const expire = fields["TLS.expire"];
    const sig = fields["TLS.sig"];
    if (fields["TLS.ver"] !== "2.0" || typeof id !== "string" || typeof sig !== "string") return refuse(70003, "UserSig is not of version 2.0");
    if (typeof sdkAppId !== "number" || typeof time !== "number" || typeof expire !== "number") return refuse(70003, "UserSig is illegal");
    if (sdkAppId !== this.#sdkAppId) return refuse(70014, "SDKAppID does not match UserSig");
    if (id !== identifier) return refuse(70013, "identifier does not match UserSig");
    if (now > time + expire) return refuse(70001, "UserSig expired");
    if (fields["TLS.userbuf"] !== undefined) return refuse(70009, "UserSig carries a userbuf, which the REST API never uses");
    const ticket = { identifier, sdkAppId, time, expire };
    if (!sameText(sig, signature(this.#key, ticket))) return refuse(70009, "UserSig check failed");
    this.#remember(userSig, ticket);
    return accepted;
  }

  #remember(userSig: string, ticket: Ticket): void {
    if (this.#known.size >= UserSigVerifier.remembered) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(userSig, ticket);
  }
}
