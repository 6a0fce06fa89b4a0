import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { IdField, TextField } from "../form/fields";
import { FieldRow, Form, FormActions } from "../form/form";
import { PeersField } from "../form/peers-field";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { useTimeZone } from "../form/use-time-zone";
import { AccountText, because, PeersToMarkText, UpToText } from "../form/values";

const valuesSchema = (requireReason: boolean) => z.object({ account: AccountText, peers: PeersToMarkText, upTo: UpToText, ...because(requireReason) });
type Values = ReturnType<typeof valuesSchema>;
export type MarkReadValues = z.output<Values>;

interface Props {
  defaultValues: z.input<Values>;
  requireReason: boolean;
  onSubmit: (values: MarkReadValues) => unknown;
}

/** Whose conversations, with whom, up to when, and why. Submitting changes nothing yet. */
export function MarkReadForm({ defaultValues, requireReason, onSubmit }: Props) {
  const t = useTranslations("markRead");
  const common = useTranslations("common");
  const form = useForm({ resolver: schemaResolver(valuesSchema(requireReason)), defaultValues });
  const { submit, problem } = useSubmit(form, onSubmit);
  const zone = useTimeZone();
  return (
    <Form form={form} onSubmit={submit} problem={problem} label={t("form")}>
      <FieldRow>
        <IdField name="account" label={t("account")} description={t("accountHint")} required />
        <TextField name="upTo" type="datetime-local" step={1} label={common("optional", { label: t("upTo") })} description={t("upToHint", { zone })} />
      </FieldRow>
      <PeersField name="peers" label={t("peers")} description={t("peersHint")} required />
      <ReasonFields />
      <FormActions note={t("nothingYet")}>
        <Button type="submit">{t("preview")}</Button>
      </FormActions>
    </Form>
  );
}
