import "server-only";
import * as z from "zod/mini";
import { AppError } from "@/lib/shared/errors";
import type { Role } from "@/lib/shared/roles";
import { users } from "../db/schema";

/** A person who may sign in, without anything secret. */
export interface User {
  name: string;
  role: Role;
  disabled: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
}

/** What a query selects for a `User`. */
export const userColumns = {
  name: users.name,
  role: users.role,
  disabled: users.disabled,
  createdAt: users.createdAt,
  lastSignInAt: users.lastSignInAt,
};

/** The one spelling of a name: trimmed, in lower case, 1–64 letters, digits and `. _ - @`. */
export const UserName = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9._@-]{1,64}$/));

/** Any text spelt as a name, for counting and recording attempts: what cannot be a name gets the same answers as what could. */
export function spellUserName(text: string): string {
  return text.trim().toLowerCase().slice(0, 64).replace(/[^a-z0-9._@-]/g, "?");
}

/** `name` as it is kept. Refuses what cannot be a name. */
export function parseUserName(name: string): string {
  const parsed = UserName.safeParse(name);
  if (parsed.success) return parsed.data;
  const rule = "A user name is 1 to 64 letters, digits, dots, underscores, hyphens or @.";
  throw new AppError("invalid_input", rule, { fields: { name: rule } });
}

export function noSuchUser(name: string): AppError {
  return new AppError("not_found", `There is no user “${name}”.`);
}
