import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { IdField, TextField } from "../form/fields";
import { FieldRow, Form, FormActions } from "../form/form";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";

const Text = z.string().check(z.trim(), z.maxLength(64, "username_too_long"));
const Values = z.object({ actor: Text, account: Text });

interface Props {
  defaultValues: z.input<typeof Values>;
  filtered: boolean;
  onSubmit: (values: z.output<typeof Values>) => unknown;
  onClear: () => void;
}

/** By person, by account. */
export function AuditFilterForm({ defaultValues, filtered, onSubmit, onClear }: Props) {
  const t = useTranslations("audit.filter");
  const form = useForm({ resolver: schemaResolver(Values), defaultValues });
  const { submit, problem } = useSubmit(form, onSubmit);
  return (
    <Form form={form} onSubmit={submit} problem={problem} label={t("form")}>
      <FieldRow>
        <TextField name="actor" label={t("actor")} autoCapitalize="none" spellCheck={false} />
        <IdField name="account" label={t("account")} />
      </FieldRow>
      <FormActions>
        <Button type="submit" variant="default">
          {t("submit")}
        </Button>
        {filtered && (
          <Button variant="subtle" onClick={onClear}>
            {t("clear")}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}
