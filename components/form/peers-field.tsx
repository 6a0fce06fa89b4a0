import { Textarea, type TextareaProps } from "@mantine/core";
import { useTranslations } from "next-intl";
import { get, useFormContext, useWatch } from "react-hook-form";
import { parsePeers } from "@/lib/shared/peers";
import { useFieldMessage } from "./use-field-message";

/** A box for pasted ids that says how many it recognises, and which one is wrong. */
export function PeersField({ name, label, ...props }: TextareaProps & { name: string }) {
  const t = useTranslations("common");
  const { register, formState } = useFormContext();
  const toMessage = useFieldMessage();
  const ids = parsePeers(String(useWatch({ name }) ?? ""));
  const error: unknown = get(formState.errors, name);
  const message = toMessage(error);
  const wrong = Array.isArray(error) ? ids[error.findIndex((item) => item !== undefined && item !== null)] : undefined;
  return (
    <Textarea
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      autosize
      minRows={3}
      maxRows={10}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      {...props}
      {...register(name)}
      label={ids.length > 0 ? `${String(label)} (${t("idCount", { count: ids.length })})` : label}
      error={wrong === undefined || message === undefined ? message : t("wrongId", { id: wrong, message })}
    />
  );
}
