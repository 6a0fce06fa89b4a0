import { TextInput, type TextInputProps } from "@mantine/core";
import classes from "./fields.module.css";
import { useField } from "./use-field";

/** A labelled line of text in the form around it, complaints below it. */
export function TextField({ name, ...props }: TextInputProps & { name: string }) {
  return <TextInput autoComplete="off" {...props} {...useField(name)} />;
}

/** A line for an id: as typed, never corrected by the browser. */
export function IdField(props: TextInputProps & { name: string }) {
  return <TextField spellCheck={false} autoCapitalize="none" autoCorrect="off" classNames={{ input: classes.id }} {...props} />;
}
