import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import * as z from "zod/mini";
import { ConnectionError } from "@/lib/client/http";
import { useMarkReadPart } from "@/lib/client/unread";
import type { App } from "@/lib/shared/apps";
import type { MarkReadItem } from "@/lib/shared/unread";
import { TextField } from "../form/fields";
import { Form, FormActions } from "../form/form";
import { isProtectionError, ProtectionCheck, useProtection } from "../form/protection";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { asksForCount, CountField, countTypedAbove } from "../form/typed-count";
import { useTimeZone } from "../form/use-time-zone";
import { because, readNumber, toLocalTime, upToText } from "../form/values";
import { useConsole } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { Dialog } from "../ui/dialog";
import { EnvironmentChip } from "../ui/environment";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";
import { Notice } from "../ui/notice";
import { markInParts } from "./mark-in-parts";
import classes from "./mark-read-dialog.module.css";
import { MarkReadTargets, type MarkReadTarget } from "./mark-read-targets";

const valuesSchema = (requireReason: boolean, upTo: string | undefined) => z.object({ upTo: upToText(upTo), count: z.string(), ...because(requireReason) });

interface Props {
  app: App;
  account: string;
  targets: MarkReadTarget[];
  /** An ISO time to begin with; without it everything until now is meant. */
  upTo?: string | undefined;
  isProtected: boolean;
  defaults: { reason: string; ticket: string };
  /** One result per target, those that failed included; the window closes after it. */
  onDone: (results: MarkReadItem[]) => void;
  onClose: () => void;
}

/** The last look before conversations are marked read: where, whose, which, up to when, why. What it lists is what it sends. */
export function MarkReadDialog({ app, account, targets, upTo, isProtected, defaults, onDone, onClose }: Props) {
  const t = useTranslations();
  const { requireReason } = useConsole();
  const refusal = useRefusal("unread:write");
  const markRead = useMarkReadPart(app.sdkAppId, account);
  const protection = useProtection(isProtected);
  const zone = useTimeZone();
  const form = useForm({ resolver: schemaResolver(valuesSchema(requireReason, upTo)), defaultValues: { upTo: upTo === undefined ? "" : toLocalTime(upTo), count: "", ...defaults } });
  const { submit, problem } = useSubmit(form, async ({ upTo: until, reason, ticket }) => {
    const why = { ...(until && { upTo: until }), ...(reason && { reason }), ...(ticket && { ticket }) };
    const results = await markInParts(
      targets.map(({ peer }) => peer),
      (peers) => protection.send((answer) => markRead.mutateAsync({ peers, ...why, ...answer })),
      { failed: (error) => (error instanceof ConnectionError ? t(`connection.${error.reason}`) : error.message), notSent: t("acts.markRead.notSent") },
    ).finally(() => void markRead.readAgain());
    onDone(results);
    onClose();
  });
  const sending = form.formState.isSubmitting;
  const [typedUpTo, typedCount] = useWatch({ control: form.control, name: ["upTo", "count"] });
  const count = targets.length;
  const asksCount = asksForCount(app.environment, count);
  const unanswered = () => {
    if (count === 0) return t("acts.markRead.nobody");
    if (asksCount && readNumber(typedCount) !== count) return t("acts.markRead.countFirst");
    return protection.open ? t("acts.protection.first") : undefined;
  };
  const blocked = refusal ?? unanswered();
  const title = t("markRead.check.submit", { count });
  return (
    <Dialog title={title} busy={sending} onClose={onClose}>
      <Form form={form} onSubmit={submit} label={title}>
        <Facts
          items={[
            [
              t("markRead.check.app"),
              <span key="app">
                {app.label} <IdChip id={app.sdkAppId} copy={false} /> <EnvironmentChip environment={app.environment} />
              </span>,
            ],
            [t("markRead.check.account"), <IdChip key="account" id={account} copy={false} />],
            [t("acts.markRead.conversations"), t("acts.markRead.count", { count })],
          ]}
        />
        <MarkReadTargets targets={targets} bounded={typedUpTo !== ""} />
        <TextField name="upTo" type="datetime-local" step={1} label={t("common.optional", { label: t("markRead.upTo") })} description={t("markRead.upToHint", { zone: zone })} />
        <ReasonFields />
        {asksCount && <CountField count={count} hint={t("acts.markRead.typeCountHint", { limit: countTypedAbove })} />}
        <ProtectionCheck protection={protection} account={account} app={app.label} />
        {typedUpTo !== "" && <Notice>{t("markRead.check.atMost")}</Notice>}
        <Notice tone="warn">{t("markRead.check.warning", { count })}</Notice>
        <div className={classes.foot}>
          {problem && !isProtectionError(problem) && <Problem error={problem} />}
          <FormActions note={blocked && <span id="mark-read-blocked">{blocked}</span>}>
            <Button type="submit" disabled={blocked !== undefined} loading={sending} {...(blocked && { "aria-describedby": "mark-read-blocked" })}>
              {title}
            </Button>
            <Button variant="default" disabled={sending} onClick={onClose}>
              {t("common.cancel")}
            </Button>
          </FormActions>
        </div>
      </Form>
    </Dialog>
  );
}
