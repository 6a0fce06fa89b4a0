import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useField } from "./use-field";

/** A password, with a button that shows it. Only the sign-in page needs one, so only it loads one. */
export function PasswordField({ name, ...props }: PasswordInputProps & { name: string }) {
  return <PasswordInput {...props} {...useField(name)} />;
}
