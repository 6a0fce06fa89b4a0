import { Refusal } from "./answer";

/** A parsed request body. Optional fields that are `null`, `""`, `[]` or absent all count as not given (contract section 18). */
export type Body = Readonly<Record<string, unknown>>;

export const maxU32 = 4_294_967_295;

export function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function optionalText(body: Body, key: string): string | undefined {
  const value = body[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function requireText(body: Body, key: string, code: number): string {
  const value = body[key];
  if (typeof value !== "string" || value === "") throw new Refusal(code, `${key} is required and must be a non-empty string`);
  return value;
}

export function isInteger(value: unknown, least = 0, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

export function requireInteger(body: Body, key: string, code: number, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const value = body[key];
  if (!isInteger(value, least, most)) throw new Refusal(code, `${key} is required and must be an integer of at least ${least}`);
  return value;
}

export function optionalInteger(body: Body, key: string, code: number, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = body[key];
  if (value === undefined || value === null || value === "") return undefined;
  if (!isInteger(value, least, most)) throw new Refusal(code, `${key} must be an integer of at least ${least}`);
  return value;
}

/** The list under `key`, or nothing when it is absent or empty. */
export function optionalList(body: Body, key: string, code: number): readonly unknown[] | undefined {
  const value = body[key];
  if (value === undefined || value === null || value === "" || value === 0) return undefined;
  if (!Array.isArray(value)) throw new Refusal(code, `${key} must be an array`);
  return value.length === 0 ? undefined : value;
}

export function requireList(body: Body, key: string, code: number): readonly unknown[] {
  const list = optionalList(body, key, code);
  if (!list) throw new Refusal(code, `${key} is required and must be a non-empty array`);
  return list;
}

export function texts(list: readonly unknown[], key: string, code: number): string[] {
  return list.map((value) => {
    if (typeof value !== "string" || value === "") throw new Refusal(code, `${key} must hold non-empty strings`);
    return value;
  });
}

export function objects(list: readonly unknown[], key: string, code: number): Body[] {
  return list.map((value) => {
    if (!isObject(value)) throw new Refusal(code, `${key} must hold objects`);
    return value;
  });
}

/** The names in a filter or flag list; anything that is not a list of names counts as not given. */
export function names(value: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.filter((name): name is string => typeof name === "string" && name !== "");
  return found.length === 0 ? undefined : new Set(found);
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
