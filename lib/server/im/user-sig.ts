import "server-only";
import { Api } from "tls-sig-api-v2";
import type { ImApp } from "../apps/app";
import { ImError, signing } from "./errors";

/** How long a signature is good for. Tencent advises a day or more. (doc 34385) */
const defaultSeconds = 86_400;

export interface UserSigner {
  /** The app admin's UserSig, valid for a while yet. Throws `im_misconfigured` if the app's settings cannot be signed. */
  current(): string;
  /** Makes the next `current()` a new one, unless that has happened since `stale` was handed out. */
  renew(stale: string): void;
}

/** Signs for the app's admin account and keeps the signature until a tenth of its time, at most five minutes, is left. */
export function createUserSigner({ sdkAppId, adminUserId, secretKey }: Pick<ImApp, "sdkAppId" | "adminUserId" | "secretKey">, validSeconds = defaultSeconds): UserSigner {
  let cached: { userSig: string; renewAt: number } | undefined;
  return {
    current() {
      if (!cached || Date.now() >= cached.renewAt) {
        const userSig = sign({ sdkAppId, adminUserId, secretKey }, validSeconds);
        cached = { userSig, renewAt: Date.now() + (validSeconds - Math.min(300, validSeconds / 10)) * 1000 };
      }
      return cached.userSig;
    },
    renew(stale) {
      if (cached?.userSig === stale) cached = undefined;
    },
  };
}

/** The library signs whatever it gets, so everything is checked here first. (contract 18) */
function sign({ sdkAppId, adminUserId, secretKey }: Pick<ImApp, "sdkAppId" | "adminUserId" | "secretKey">, validSeconds: number): string {
  if (!/^[1-9]\d{0,11}$/.test(sdkAppId)) throw cannotSign("app_id", "The SDKAppID is not a number.");
  if (!/^[\x20-\x7e]{1,32}$/.test(adminUserId)) throw cannotSign("admin_account", "The admin account must be 1 to 32 printable ASCII characters.");
  if (typeof secretKey !== "string" || secretKey.trim() === "") throw cannotSign("secret_key", "The secret key is empty.");
  if (!Number.isSafeInteger(validSeconds) || validSeconds < 1) throw cannotSign("validity", "The validity of a signature must be whole seconds, 1 or more.");
  return new Api(Number(sdkAppId), secretKey).genUserSig(adminUserId, validSeconds);
}

function cannotSign(reason: string, why: string): ImError {
  return new ImError("im_misconfigured", `Calls to the IM API cannot be signed. ${why}`, { command: signing, retryable: false, params: { reason } });
}
