import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { IdField } from "../form/fields";
import { FieldRow, Form, FormActions } from "../form/form";
import { PeersField } from "../form/peers-field";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { AccountText, PeersToReadText } from "../form/values";

const Values = z.object({ account: AccountText, peers: PeersToReadText });

interface Props {
  defaultValues: z.input<typeof Values>;
  onSubmit: (values: z.output<typeof Values>) => void;
}

/** Whose unread, and with whom. */
export function UnreadForm({ defaultValues, onSubmit }: Props) {
  const t = useTranslations("unread");
  const common = useTranslations("common");
  const form = useForm({ resolver: schemaResolver(Values), defaultValues });
  const { submit, problem } = useSubmit(form, onSubmit);
  return (
    <Form form={form} onSubmit={submit} problem={problem} label={t("form")}>
      <FieldRow>
        <IdField name="account" label={t("account")} description={t("accountHint")} required />
        <PeersField name="peers" label={common("optional", { label: t("peers") })} description={t("peersHint")} />
      </FieldRow>
      <FormActions>
        <Button type="submit">{t("submit")}</Button>
      </FormActions>
    </Form>
  );
}
