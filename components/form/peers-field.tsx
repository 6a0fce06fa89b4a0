import { InputBase, type InputBaseProps } from "@mantine/core";
import { useTranslations } from "next-intl";
import { get, useFormContext, useWatch } from "react-hook-form";
import { parsePeers } from "@/lib/shared/peers";
import classes from "./peers-field.module.css";
import { useFieldMessage } from "./use-field-message";

/** A box for pasted ids that says how many it recognises, and which one is wrong. */
export function PeersField({ name, description, ...props }: InputBaseProps & { name: string }) {
  const t = useTranslations("common");
  const { register, formState } = useFormContext();
  const toMessage = useFieldMessage();
  const ids = parsePeers(String(useWatch({ name }) ?? ""));
  const error: unknown = get(formState.errors, name);
  const message = toMessage(error);
  const wrong = Array.isArray(error) ? ids[error.findIndex((item) => item !== undefined && item !== null)] : undefined;
  return (
    <InputBase
      component="textarea"
      multiline
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      classNames={{ input: classes.box }}
      {...props}
      {...register(name)}
      description={
        <>
          {description} {ids.length > 0 && <strong>{t("idCount", { count: ids.length })}</strong>}
        </>
      }
      error={wrong === undefined || message === undefined ? message : t("wrongId", { id: wrong, message })}
    />
  );
}
