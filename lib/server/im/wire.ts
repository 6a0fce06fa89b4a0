import "server-only";
import { z } from "zod";

/** An answer that says nothing beyond having succeeded. */
export const Done = z.unknown().transform(() => undefined);

/** Whole numbers; some gateways in front write them as text. */
export const WireInt = z.union([z.int(), z.string().regex(/^-?\d{1,15}$/).transform(Number)]);

export const maybeInt = WireInt.nullish().transform((value) => value ?? null);
export const maybeText = z.string().nullish().transform((value) => value || null);
/** Enum words of the documents' samples carry stray blanks (`"Member "`). */
export const maybeWord = z.string().nullish().transform((value) => value?.trim() || null);

/** Unix seconds; 0 stands for never. */
export const maybeTime = WireInt.nullish().transform((seconds) => (seconds ? new Date(seconds * 1000) : null));

/** A list; absent, `null` and empty mean the same. (contract 15.4) */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** Unix seconds as the wire has them. Times between two seconds count as the earlier one, so that nothing newer is included. */
export function toSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
