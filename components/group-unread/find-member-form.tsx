import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { IdField } from "../form/fields";
import { FieldRow, Form, FormActions } from "../form/form";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { AccountText, GroupText } from "../form/values";

const Values = z.object({ group: GroupText, member: AccountText });

interface Props {
  defaultValues: z.input<typeof Values>;
  onSubmit: (values: z.output<typeof Values>) => unknown;
}

/** Which member of which group. */
export function FindMemberForm({ defaultValues, onSubmit }: Props) {
  const t = useTranslations("groupUnread.find");
  const form = useForm({ resolver: schemaResolver(Values), defaultValues });
  const { submit, problem } = useSubmit(form, onSubmit);
  return (
    <Form form={form} onSubmit={submit} problem={problem} label={t("form")}>
      <FieldRow>
        <IdField name="group" label={t("group")} placeholder="@TGS#…" required />
        <IdField name="member" label={t("member")} required />
      </FieldRow>
      <FormActions>
        <Button type="submit" variant="default">
          {t("submit")}
        </Button>
      </FormActions>
    </Form>
  );
}
