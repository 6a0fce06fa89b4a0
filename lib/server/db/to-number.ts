import "server-only";

/** A bigint as it comes from a plain statement: a text from node-postgres, a number from PGlite. */
export function toNumber(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
