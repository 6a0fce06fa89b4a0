import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useForm, useWatch } from "react-hook-form";
import * as z from "zod/mini";
import { groupQueries, useSetGroupUnread, useSetMembersUnread } from "@/lib/client/groups";
import type { App } from "@/lib/shared/apps";
import { UnreadNumber, type Group, type Member, type MemberChange } from "@/lib/shared/groups";
import { TextField } from "../form/fields";
import { Form, FormActions } from "../form/form";
import { ProtectionCheck, useProtection } from "../form/protection";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { asksForCount, CountField, countTypedAbove } from "../form/typed-count";
import { because, readNumber } from "../form/values";
import { useConsole } from "../shell/console-context";
import { EnvironmentChip } from "../ui/environment";
import { Notice } from "../ui/notice";
import classes from "./set-members-form.module.css";
import { SetTargets } from "./set-targets";

const valuesSchema = (requireReason: boolean) => z.object({ unread: z.pipe(z.pipe(z.string(), z.transform(readNumber)), UnreadNumber), count: z.string(), ...because(requireReason) });

interface Props {
  app: App;
  group: Group;
  /** Whose number is set: exactly those whom the form lists. */
  members: Member[];
  /** Why nothing can be sent now. */
  blocked: string | undefined;
  defaults: { unread: string; reason: string; ticket: string };
  onDone: (results: MemberChange[]) => void;
  onClose: () => void;
}

/** One number for the picked members, each with what it is now and will be. A single protected one asks twice; among several it is refused. Many at once in production take typing how many. */
export function SetMembersForm({ app, group, members, blocked, defaults, onDone, onClose }: Props) {
  const t = useTranslations("groups.set");
  const words = useTranslations("groupUnread.set");
  const common = useTranslations("common");
  const protect = useTranslations("acts.protection");
  const format = useFormatter();
  const { requireReason } = useConsole();
  const [first, ...others] = members;
  const single = first && others.length === 0 ? first.userId : undefined;
  const setOne = useSetGroupUnread(app.sdkAppId, group.groupId, single ?? "");
  const setSeveral = useSetMembersUnread(app.sdkAppId, group.groupId);
  const protection = useProtection(false);
  const form = useForm({ resolver: schemaResolver(valuesSchema(requireReason)), defaultValues: { ...defaults, unread: defaults.unread || presentNumber(members), count: "" } });
  const { submit, problem } = useSubmit(form, async ({ unread, reason, ticket }) => {
    const input = { unread, ...(reason && { reason }), ...(ticket && { ticket }) };
    if (single !== undefined) onDone([{ userId: single, ...(await protection.send((answer) => setOne.mutateAsync({ ...input, ...answer }))) }]);
    else onDone((await setSeveral.mutateAsync({ ...input, members: members.map(({ userId }) => userId) })).results);
  });
  // A list's numbers are derived; of a single member the server's own number can be had, and that is the one that is set.
  const { data: exact } = useQuery({ ...groupQueries.member(app.sdkAppId, group.groupId, single ?? ""), enabled: single !== undefined });
  const shown = single !== undefined && exact ? [exact.member] : members;
  const present = presentNumber(shown);
  const { getFieldState, setValue } = form;
  useEffect(() => {
    if (defaults.unread === "" && !getFieldState("unread").isDirty) setValue("unread", present);
  }, [defaults.unread, present, getFieldState, setValue]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("input")?.select(), []);
  const sending = form.formState.isSubmitting;
  const [typedUnread, typedCount] = useWatch({ control: form.control, name: ["unread", "count"] });
  const typed = UnreadNumber.safeParse(readNumber(typedUnread));
  const asked = typed.success ? typed.data : null;
  const asksCount = asksForCount(app.environment, members.length);
  const unanswered = () => {
    if (asksCount && readNumber(typedCount) !== members.length) return t("countFirst");
    return single !== undefined && protection.open ? protect("first") : undefined;
  };
  const why = blocked ?? unanswered();
  const title = t("title", { count: members.length });
  return (
    <div ref={box} className={classes.box}>
      <Form form={form} onSubmit={submit} problem={problem} label={title}>
        <p className={classes.head}>
          <strong>{title}</strong> {app.label} <EnvironmentChip environment={app.environment} />
        </p>
        <div className={classes.number}>
          <TextField name="unread" className={classes.field} inputMode="numeric" label={words("unread")} description={words("clampHint", { messages: group.messages })} required />
          <Button variant="default" onClick={() => form.setValue("unread", "0", { shouldValidate: true })}>
            {words("zero")}
          </Button>
        </div>
        <SetTargets members={shown} asked={asked} messages={group.messages} />
        {asked !== null && asked > group.messages && <Notice tone="warn">{words("clamp", { messages: group.messages, asked: format.number(asked) })}</Notice>}
        <ReasonFields />
        {asksCount && <CountField count={members.length} hint={t("typeCountHint", { limit: countTypedAbove })} />}
        {single !== undefined && <ProtectionCheck protection={protection} account={single} app={app.label} />}
        <FormActions note={why && <span id="set-members-why">{why}</span>}>
          <Button type="submit" disabled={why !== undefined} loading={sending} {...(why && { "aria-describedby": "set-members-why" })}>
            {asked === null ? words("submitPlain") : t("submit", { count: members.length, unread: asked })}
          </Button>
          <Button variant="default" disabled={sending} onClick={onClose}>
            {common("cancel")}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}

/** What the number is now, where it is the same for all. */
function presentNumber(members: Member[]): string {
  const numbers = new Set(members.map(({ unread }) => (unread.counted ? unread.value : null)));
  const [number = null] = numbers;
  return numbers.size === 1 && number !== null ? String(number) : "";
}
