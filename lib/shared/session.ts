import * as z from "zod/mini";
import type { Role } from "./roles";

/** The signed-in person as the shell shows them. */
export interface Me {
  name: string;
  role: Role;
}

/** Fields of the sign-in form. */
export const SignInInput = z.object({
  username: z.string().check(z.trim(), z.minLength(1, "username_required"), z.maxLength(64, "username_too_long")),
  password: z.string().check(z.minLength(1, "password_required"), z.maxLength(1000, "password_too_long")),
});
export type SignInInput = z.infer<typeof SignInInput>;
