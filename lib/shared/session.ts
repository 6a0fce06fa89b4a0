import * as z from "zod/mini";
import { Role } from "./roles";

/** The signed-in person as the shell shows them. */
export const Me = z.object({ name: z.string(), role: Role });
export type Me = z.infer<typeof Me>;

/** Fields of the sign-in form. */
export const SignInInput = z.object({
  username: z.string().check(z.trim(), z.minLength(1, "username_required"), z.maxLength(64, "username_too_long")),
  password: z.string().check(z.minLength(1, "password_required"), z.maxLength(1000, "password_too_long")),
});
export type SignInInput = z.infer<typeof SignInInput>;
