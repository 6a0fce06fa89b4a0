import { get, useFormContext } from "react-hook-form";
import { useFieldMessage } from "./use-field-message";

/** What an input needs to be the field `name` of the form around it. */
export function useField(name: string) {
  const { register, formState } = useFormContext();
  const toMessage = useFieldMessage();
  return { ...register(name), error: toMessage(get(formState.errors, name)) };
}
