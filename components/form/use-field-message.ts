import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { FieldError, FieldErrors } from "react-hook-form";

/** Our schemas name their complaints by key; the server sends whole sentences. Either way, what comes out is a sentence. */
export function useFieldMessage(): (error: unknown) => string | undefined {
  const t = useTranslations("validation");
  return useCallback(
    (error: unknown) => {
      const found = firstMessage(error);
      if (found === undefined) return undefined;
      if (!/^\w+$/u.test(found)) return found.startsWith("Invalid input") ? t("invalid") : found;
      // The key comes from a schema as data, so the compiler cannot check it.
      const key = found as Parameters<typeof t>[0];
      return t.has(key) ? t(key) : t("invalid");
    },
    [t],
  );
}

/** The first complaint about a field or about anything inside it: a list of ids has one message per bad id. */
export function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { message } = error as FieldError;
  if (typeof message === "string" && message !== "") return message;
  for (const inner of Object.values(error as FieldErrors)) {
    const found = firstMessage(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
