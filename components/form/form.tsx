import type { FormEvent, FormEventHandler, ReactNode } from "react";
import { FormProvider, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";
import type { AppError } from "@/lib/shared/errors";
import { Problem } from "../shell/problem";
import classes from "./form.module.css";

// A page without fields that find their own state takes these from there, and does not load what finds it.
export { FieldRow, FormActions } from "./form-layout";

interface Props<Values extends FieldValues, Context, Output extends FieldValues> {
  form: UseFormReturn<Values, Context, Output>;
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** What the server has against the form as a whole. */
  problem?: AppError | undefined;
  label: string;
  children: ReactNode;
}

/** A form whose fields find their own state. The browser's checks are off: ours speak the reader's language. */
export function Form<Values extends FieldValues, Context, Output extends FieldValues>({ form, onSubmit, problem, label, children }: Props<Values, Context, Output>) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const half = [...event.currentTarget.elements].find((element) => element instanceof HTMLInputElement && element.validity.badInput);
    if (!(half instanceof HTMLInputElement)) return onSubmit(event);
    // A half-typed date reads as an empty one, and empty means "everything until now".
    event.preventDefault();
    form.setError(half.name as Path<Values>, { type: "browser", message: "up_to_not_a_time" });
    half.focus();
    return undefined;
  };
  return (
    <FormProvider {...form}>
      {/* Sent before the page's own code runs, what was typed must not end in the address. */}
      <form className={classes.form} method="post" onSubmit={submit} aria-label={label} noValidate>
        {children}
        {problem && <Problem error={problem} />}
      </form>
    </FormProvider>
  );
}
