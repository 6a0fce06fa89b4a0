import { PasswordInput, Textarea, TextInput, type PasswordInputProps, type TextareaProps, type TextInputProps } from "@mantine/core";
import { get, useFormContext } from "react-hook-form";
import { useFieldMessage } from "./use-field-message";

function useField(name: string) {
  const { register, formState } = useFormContext();
  const toMessage = useFieldMessage();
  return { ...register(name), error: toMessage(get(formState.errors, name)) };
}

/** A labelled line of text in the form around it, complaints below it. */
export function TextField({ name, ...props }: TextInputProps & { name: string }) {
  return <TextInput autoComplete="off" {...props} {...useField(name)} />;
}

/** A line for an id: as typed, never corrected by the browser. */
export function IdField(props: TextInputProps & { name: string }) {
  return <TextField spellCheck={false} autoCapitalize="none" autoCorrect="off" styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} {...props} />;
}

/** Several lines of text. */
export function TextAreaField({ name, ...props }: TextareaProps & { name: string }) {
  return <Textarea autoComplete="off" {...props} {...useField(name)} />;
}

export function PasswordField({ name, ...props }: PasswordInputProps & { name: string }) {
  return <PasswordInput {...props} {...useField(name)} />;
}
