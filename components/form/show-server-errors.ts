import { type FormEvent, useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { AppError } from "@/lib/shared/errors";

/**
 * Puts the server's sentences about single values on their inputs, and answers the error if anything is left for the form's alert.
 * Anything but an `AppError` is a mistake of ours and is thrown on.
 */
export function showServerErrors<Values extends FieldValues, Context, Output extends FieldValues>(form: UseFormReturn<Values, Context, Output>, error: unknown): AppError | undefined {
  if (!(error instanceof AppError)) throw error;
  const known = form.getValues();
  const sentences = Object.entries(error.fields ?? {});
  const placed: Path<Values>[] = [];
  for (const [path, message] of sentences) {
    // One complaint about `peers.3` stands under the one box that holds all peers.
    const name = (path.split(".")[0] ?? path) as Path<Values>;
    if (!(name in known)) continue;
    form.setError(name, { type: "server", message });
    placed.push(name);
  }
  const [first] = placed;
  if (first) form.setFocus(first);
  return first && placed.length === sentences.length ? undefined : error;
}

/** A form's submit handler, and what the server had against the form as a whole. */
export function useSubmit<Values extends FieldValues, Context, Output extends FieldValues>(form: UseFormReturn<Values, Context, Output>, onSubmit: (values: Output) => unknown) {
  const [problem, setProblem] = useState<AppError>();
  const sending = useRef(false);
  const send = form.handleSubmit(async (values) => {
    setProblem(undefined);
    try {
      await onSubmit(values);
    } catch (error) {
      setProblem(showServerErrors(form, error));
    }
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The second click of a double one comes before the button knows that it is pressed.
    if (sending.current) return;
    sending.current = true;
    await send(event).finally(() => {
      sending.current = false;
    });
  };
  return { submit, problem };
}
