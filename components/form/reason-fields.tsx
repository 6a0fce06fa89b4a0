import { useTranslations } from "next-intl";
import { useConsole } from "../shell/console-context";
import { TextField } from "./fields";
import { FieldRow } from "./form";

/** Why, and for which ticket: asked with every change, and written into the record. */
export function ReasonFields() {
  const t = useTranslations("common");
  const { requireReason } = useConsole();
  return (
    <FieldRow>
      <TextField name="reason" label={requireReason ? t("reason") : t("optional", { label: t("reason") })} description={t("reasonHint")} required={requireReason} maxLength={500} />
      <TextField name="ticket" label={t("optional", { label: t("ticket") })} description={t("ticketHint")} maxLength={100} />
    </FieldRow>
  );
}
