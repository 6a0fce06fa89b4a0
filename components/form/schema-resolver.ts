import { set, type FieldErrors, type FieldValues, type Resolver } from "react-hook-form";
import type * as z from "zod/mini";

/**
 * Lets a zod schema judge a form; complaints keep the schema's keys. The ready-made resolver also knows the two zods we do not have,
 * which would make up a tenth of what a form's page loads besides the framework.
 */
export function schemaResolver<Input extends FieldValues, Output>(schema: z.ZodMiniType<Output, Input>): Resolver<Input, unknown, Output> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: FieldErrors<Input> = {};
    // The last one set stands, and the first complaint about a value is the one to hear.
    for (const { path, code, message } of parsed.error.issues.toReversed()) set(errors, path.join("."), { type: code, message });
    return { values: {}, errors };
  };
}
