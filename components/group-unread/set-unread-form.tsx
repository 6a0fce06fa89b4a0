import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useForm, useWatch } from "react-hook-form";
import * as z from "zod/mini";
import { UnreadNumber, type SetGroupUnreadInput } from "@/lib/shared/groups";
import { TextField } from "../form/fields";
import { Form, FormActions } from "../form/form";
import { isProtectionError } from "../form/protection";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { because, readNumber } from "../form/values";
import { useConsole } from "../shell/console-context";
import { useRefusal } from "../shell/use-refusal";
import { Change } from "../ui/change";
import { Notice } from "../ui/notice";
import classes from "./set-unread-form.module.css";

const valuesSchema = (requireReason: boolean) => z.object({ unread: z.pipe(z.pipe(z.string(), z.transform(readNumber)), UnreadNumber), ...because(requireReason) });

interface Props {
  /** `null`: not known. */
  current: number | null;
  /** Messages the group has had; IM lowers anything above it. `null`: not known. */
  messages: number | null;
  defaultValues: z.input<ReturnType<typeof valuesSchema>>;
  /** A question that has to be answered first, and what to say while it is open. */
  question?: ReactNode;
  unanswered?: string | undefined;
  onSubmit: (input: SetGroupUnreadInput) => Promise<void>;
  onCancel?: (() => void) | undefined;
}

/** The new number, with what it will really become beside it before anything is sent. */
export function SetUnreadForm({ current, messages, defaultValues, question, unanswered, onSubmit, onCancel }: Props) {
  const t = useTranslations("groupUnread.set");
  const common = useTranslations("common");
  const format = useFormatter();
  const { requireReason } = useConsole();
  const refusal = useRefusal("unread:write");
  const form = useForm({ resolver: schemaResolver(valuesSchema(requireReason)), defaultValues });
  const { submit, problem } = useSubmit(form, ({ unread, reason, ticket }) => onSubmit({ unread, ...(reason && { reason }), ...(ticket && { ticket }) }));
  const typed = UnreadNumber.safeParse(readNumber(useWatch({ control: form.control, name: "unread" })));
  const asked = typed.success ? typed.data : null;
  const most = messages ?? Number.POSITIVE_INFINITY;
  const blocked = refusal ?? unanswered;
  return (
    <Form form={form} onSubmit={submit} problem={question && isProtectionError(problem) ? undefined : problem} label={t("form")}>
      <div className={classes.number}>
        <TextField name="unread" className={classes.field} inputMode="numeric" label={t("unread")} description={messages !== null && t("clampHint", { messages })} required />
        <Button variant="default" onClick={() => form.setValue("unread", "0", { shouldValidate: true })}>
          {t("zero")}
        </Button>
        <div className={classes.will}>
          <span className={classes.label}>{t("willBe")}</span>
          <Change size="large" before={current} after={asked === null ? null : Math.min(asked, most)} />
        </div>
      </div>
      <output className={classes.notes}>
        {asked !== null && messages !== null && asked > messages && <Notice tone="warn">{t("clamp", { messages, asked: format.number(asked) })}</Notice>}
        {asked !== null && asked === current && <span className={classes.label}>{t("same", { asked })}</span>}
      </output>
      <ReasonFields />
      {question}
      <FormActions note={blocked && <span id="set-blocked">{blocked}</span>}>
        <Button type="submit" disabled={blocked !== undefined} loading={form.formState.isSubmitting} {...(blocked && { "aria-describedby": "set-blocked" })}>
          {asked === null ? t("submitPlain") : t("submit", { unread: asked })}
        </Button>
        {onCancel && (
          <Button variant="default" disabled={form.formState.isSubmitting} onClick={onCancel}>
            {common("cancel")}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}
