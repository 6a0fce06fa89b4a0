import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { AuditEntry, PutBackInput } from "@/lib/shared/audit";
import type { AppError } from "@/lib/shared/errors";
import { Problem } from "../shell/problem";
import { useConsole } from "../shell/console-context";
import { Change } from "../ui/change";
import { Check } from "../ui/check";
import { EnvironmentChip } from "../ui/environment";
import { Notice } from "../ui/notice";
import classes from "./put-back.module.css";

interface Props {
  entry: AuditEntry;
  defaults: { reason: string; ticket: string };
  error: AppError | null;
  sending: boolean;
  onSubmit: (input: PutBackInput) => Promise<unknown>;
  onClose: () => void;
}

/** What putting back will do, where, and why it is done. A protected account is asked about a second time. */
export function PutBackForm({ entry, defaults, error, sending, onSubmit, onClose }: Props) {
  const t = useTranslations("history.putBack");
  const common = useTranslations("common");
  const validation = useTranslations("validation");
  const { apps, requireReason } = useConsole();
  const [values, setValues] = useState(defaults);
  const [missing, setMissing] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const reason = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  useEffect(() => {
    reason.current?.focus();
  }, []);
  const app = apps.find(({ sdkAppId }) => sdkAppId === entry.sdkAppId);
  // Once the server has said so, it stays asked for whatever comes next.
  const [isProtected, setProtected] = useState(false);
  if (error?.code === "account_protected" && !isProtected) setProtected(true);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = { reason: values.reason.trim(), ticket: values.ticket.trim() };
    if (requireReason && typed.reason === "") {
      setMissing(true);
      reason.current?.focus();
      return;
    }
    // The second click of a double one comes before the button knows that it is pressed.
    if (busy.current) return;
    busy.current = true;
    const input: PutBackInput = { ...(typed.reason && { reason: typed.reason }), ...(typed.ticket && { ticket: typed.ticket }), ...(isProtected && confirmed && { confirmProtected: true }) };
    // What the server has against it is shown from `error`.
    await onSubmit(input)
      .catch(() => undefined)
      .finally(() => {
        busy.current = false;
      });
  };

  return (
    // Sent before the page's own code runs, what was typed must not end in the address.
    <form className={classes.form} method="post" noValidate aria-label={t("form", { entry: String(entry.seq) })} onSubmit={(event) => void submit(event)}>
      <div className={classes.what}>
        <Change size="large" before={entry.after} after={entry.before} />
        <span className={classes.quiet}>{t("what", { after: entry.after ?? 0 })}</span>
      </div>
      <p className={classes.where}>
        <span>
          <Where entry={entry} label={app?.label} />
        </span>
        {app && <EnvironmentChip environment={app.environment} />}
      </p>
      <div className={classes.row}>
        <TextInput
          ref={reason}
          name="reason"
          label={requireReason ? common("reason") : common("optional", { label: common("reason") })}
          required={requireReason}
          maxLength={500}
          autoComplete="off"
          value={values.reason}
          error={missing && values.reason.trim() === "" ? validation("reason_required") : error?.fields?.reason}
          onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, reason: value }))}
        />
        <TextInput
          name="ticket"
          label={common("optional", { label: common("ticket") })}
          maxLength={100}
          autoComplete="off"
          value={values.ticket}
          error={error?.fields?.ticket}
          onChange={({ currentTarget: { value } }) => setValues((now) => ({ ...now, ticket: value }))}
        />
      </div>
      {error && (error.code === "account_protected" ? <Notice tone="warn" role="alert" title={error.message} /> : <Problem error={error} />)}
      {isProtected && (
        <Check checked={confirmed} onChange={setConfirmed}>
          {t("confirmProtected")}
        </Check>
      )}
      <div className={classes.where}>
        <Button type="submit" size="xs" loading={sending} disabled={isProtected && !confirmed}>
          {t("submit", { before: entry.before ?? 0 })}
        </Button>
        <Button variant="subtle" size="xs" disabled={sending} onClick={onClose}>
          {common("cancel")}
        </Button>
        {isProtected && !confirmed && <span className={classes.quiet}>{t("tickFirst")}</span>}
      </div>
    </form>
  );
}

function Where({ entry, label }: { entry: AuditEntry; label: string | undefined }) {
  const t = useTranslations("history.putBack");
  return t.rich("where", {
    account: () => <code key="account">{entry.account}</code>,
    group: () => <code key="group">{entry.groupId}</code>,
    app: () => <bdi key="app">{label ?? entry.sdkAppId}</bdi>,
  });
}
