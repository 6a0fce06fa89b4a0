import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import type { AuditEntry, PutBackInput } from "@/lib/shared/audit";
import { Form, FormActions } from "../form/form";
import { isProtectionError, ProtectionCheck, useProtection } from "../form/protection";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { because } from "../form/values";
import { useConsole } from "../shell/console-context";
import { Change } from "../ui/change";
import { EnvironmentChip } from "../ui/environment";
import classes from "./put-back.module.css";

interface Props {
  entry: AuditEntry;
  defaults: { reason: string; ticket: string };
  onSubmit: (input: PutBackInput) => Promise<unknown>;
  onClose: () => void;
}

/** What putting back will do, where, and why it is done. A protected account is asked about a second time. */
export function PutBackForm({ entry, defaults: { reason, ticket }, onSubmit, onClose }: Props) {
  const t = useTranslations("history.putBack");
  const common = useTranslations("common");
  const protect = useTranslations("acts.protection");
  const { apps, requireReason } = useConsole();
  const app = apps.find(({ sdkAppId }) => sdkAppId === entry.sdkAppId);
  const label = app?.label ?? entry.sdkAppId ?? "";
  const protection = useProtection(false);
  const form = useForm({ resolver: schemaResolver(z.object(because(requireReason))), defaultValues: { reason, ticket } });
  const { submit, problem } = useSubmit(form, (typed) =>
    protection.send((answer) => onSubmit({ ...(typed.reason && { reason: typed.reason }), ...(typed.ticket && { ticket: typed.ticket }), ...answer })),
  );
  const { setFocus } = form;
  useEffect(() => setFocus("reason"), [setFocus]);
  const sending = form.formState.isSubmitting;
  const noteId = `put-back-${entry.seq}`;
  return (
    <div className={classes.box}>
      <Form form={form} onSubmit={submit} problem={isProtectionError(problem) ? undefined : problem} label={t("form", { entry: String(entry.seq) })}>
        <div className={classes.what}>
          <Change size="large" before={entry.after} after={entry.before} />
          <span className={classes.quiet}>{t("what", { after: entry.after ?? 0 })}</span>
        </div>
        <p className={classes.where}>
          <span>
            <Where entry={entry} label={label} />
          </span>
          {app && <EnvironmentChip environment={app.environment} />}
        </p>
        <ReasonFields />
        <ProtectionCheck protection={protection} account={entry.account ?? ""} app={label} />
        <FormActions note={protection.open && <span id={noteId}>{protect("first")}</span>}>
          <Button type="submit" size="xs" loading={sending} disabled={protection.open} {...(protection.open && { "aria-describedby": noteId })}>
            {t("submit", { before: entry.before ?? 0 })}
          </Button>
          <Button variant="default" size="xs" disabled={sending} onClick={onClose}>
            {common("cancel")}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}

function Where({ entry, label }: { entry: AuditEntry; label: string }) {
  const t = useTranslations("history.putBack");
  return t.rich("where", {
    account: () => <code key="account">{entry.account}</code>,
    group: () => <code key="group">{entry.groupId}</code>,
    app: () => <bdi key="app">{label}</bdi>,
  });
}
