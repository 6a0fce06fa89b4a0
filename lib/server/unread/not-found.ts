import "server-only";
import { AppError } from "@/lib/shared/errors";
import { isImCode } from "../im/errors";

/** `To_Account` is missing, of a wrong type or unknown; we never leave it out. (contract 6.1) */
const accountUnknown = 90003;

/** Runs a command that names one account, and says so when IM does not know that account. */
export async function withAccountNotFound<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw isImCode(error, accountUnknown) ? accountNotFound(error) : error;
  }
}

/** What `error` comes to where it is known to mean that there is no such account. */
export function accountNotFound(error: unknown): AppError {
  const im = error instanceof AppError ? error.im : undefined;
  return new AppError("account_not_found", "IM knows no account with this id. Check its spelling (capitals count), or whether it was ever imported.", { im, cause: error });
}

/** The same for the answer about one peer: 70107 among good answers, or one of `codes` where the command names it otherwise. */
export function peerError(error: unknown, ...codes: number[]): unknown {
  if (!isImCode(error, 70107, ...codes)) return error;
  return new AppError("peer_not_found", "IM knows no account with this id; it was deleted or never imported.", { im: error.im, cause: error });
}
