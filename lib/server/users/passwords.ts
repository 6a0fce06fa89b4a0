import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/shared/errors";
import { limitConcurrency } from "./limit-concurrency";

/** Above OWASP's least for argon2id (the library's default variant): 32 MiB and about 25 ms each. */
const cost = { memoryCost: 32_768, timeCost: 3, parallelism: 1 };
const maxBytes = 1000;

/** Hashing uses the threads that files and DNS need too; two at a time leave half of them free. */
const inTurn = limitConcurrency({ running: 2, waiting: 200 });

/** What the password of a name that does not exist is compared with. */
let decoy: Promise<string> | undefined;

/** Refuses a new password that is too short to be safe, or too long to be hashed. */
export function checkNewPassword(password: string, { minLength = 12 } = {}): void {
  const problem =
    [...password].length < minLength
      ? `A password has at least ${minLength} characters.`
      : Buffer.byteLength(password) > maxBytes
        ? `A password has at most ${maxBytes} bytes.`
        : undefined;
  if (problem) throw new AppError("invalid_input", problem, { fields: { password: problem } });
}

/** An argon2id hash with its own salt and parameters in it. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalize(password), cost));
}

/**
 * Whether `password` is the one behind `passwordHash`. Without a hash the answer is no, after the same work. Throws a
 * `TooBusyError` when too many are waiting.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash("nobody has this password", cost);
  const spare = await decoy;
  const fits = Buffer.byteLength(password) <= maxBytes;
  const same = await inTurn(() => verify(passwordHash ?? spare, fits ? normalize(password) : ""));
  return same && fits && passwordHash !== undefined;
}

/** Keyboards and systems write the same accented letter in different ways. */
function normalize(password: string): string {
  return password.normalize("NFC");
}
