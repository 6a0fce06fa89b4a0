import "server-only";
import { AppError } from "@/lib/shared/errors";
import type { Context } from "../context";
import type { ImApp } from "./app";

/** Whether one of the app's patterns names `userId`: the whole id, capitals counted, `*` for any run of characters, none included. */
export function isProtected({ protectedAccounts }: Pick<ImApp, "protectedAccounts">, userId: string): boolean {
  return protectedAccounts.some((pattern) => matches(userId, pattern.split("*")));
}

/**
 * Throws `account_protected` unless the account is free to change, or whoever changes it has said so once more. Only a change of a
 * single account may pass `confirmProtected` on; where several change at once it is left out, and protected ones are refused always.
 */
export function requireUnprotected({ app }: Pick<Context, "app">, userId: string, { confirmProtected = false }: { confirmProtected?: boolean | undefined } = {}): void {
  if (confirmProtected || !isProtected(app, userId)) return;
  throw accountProtected();
}

export function accountProtected(): AppError {
  return new AppError("account_protected", "This account is protected in this app's settings. Confirm once more that it is meant; in bulk it is always refused.");
}

/** Each part of the pattern at its first place after the one before; the last at the end. */
function matches(id: string, [first = "", ...parts]: string[]): boolean {
  const last = parts.pop();
  if (last === undefined) return id === first;
  if (!id.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = id.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return id.length - last.length >= at && id.endsWith(last);
}
