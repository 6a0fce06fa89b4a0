import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSetGroupUnread } from "@/lib/client/groups";
import type { App } from "@/lib/shared/apps";
import type { UnreadChange } from "@/lib/shared/groups";
import type { PictureGroup } from "@/lib/shared/picture";
import { ProtectionCheck, useProtection } from "../form/protection";
import { SetUnreadForm } from "../group-unread/set-unread-form";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { useFocusBack } from "../ui/use-focus-back";
import classes from "./set-unread-form.module.css";

interface Props {
  app: App;
  account: string;
  group: PictureGroup;
  isProtected: boolean;
  defaults: { reason: string; ticket: string };
  /** The number to begin with instead of the present one. */
  offered?: number | undefined;
  onDone: (change: UnreadChange) => void;
  onClose: () => void;
}

/** Sets one group's number in its row, and shows there what came of it. Putting the earlier number back is the same act again. */
export function SetUnreadInline({ app, account, group, isProtected, defaults, offered, onDone, onClose }: Props) {
  const t = useTranslations();
  const setUnread = useSetGroupUnread(app.sdkAppId, group.groupId, account);
  const protection = useProtection(isProtected);
  const [done, setDone] = useState<UnreadChange>();
  // Set after a change, to put its number back.
  const [back, setBack] = useState<number>();
  const [because, setBecause] = useState(defaults);
  const current = done ? done.after : group.unread?.counted ? group.unread.value : null;
  const box = useRef<HTMLFieldSetElement>(null);
  useFocusBack();
  const showsForm = done === undefined || back !== undefined;
  useEffect(() => {
    // The number to type, or the next thing that can be done.
    const target = box.current?.querySelector<HTMLElement>(showsForm ? "input" : "button");
    target?.focus();
    if (target instanceof HTMLInputElement) target.select();
  }, [showsForm]);
  return (
    <fieldset ref={box} className={classes.inline} aria-label={t("acts.set.label", { group: group.name ?? group.groupId })}>
      {done && <Result change={done} />}
      {showsForm ? (
        <SetUnreadForm
          current={current}
          messages={group.messages}
          defaultValues={{ unread: String(back ?? offered ?? current ?? ""), ...because }}
          question={<ProtectionCheck protection={protection} account={account} app={app.label} />}
          unanswered={protection.open ? t("acts.protection.first") : undefined}
          onSubmit={async (input) => {
            const change = await protection.send((answer) => setUnread.mutateAsync({ ...input, ...answer }));
            setBecause({ reason: input.reason ?? "", ticket: input.ticket ?? "" });
            setDone(change);
            setBack(undefined);
            protection.confirm(false);
            onDone(change);
          }}
          onCancel={done ? () => setBack(undefined) : onClose}
        />
      ) : (
        <div className={classes.actions}>
          {done.before !== null && done.before !== done.after && (
            <Button variant="default" onClick={() => setBack(done.before ?? undefined)}>
              {t("groupUnread.done.putBack", { before: done.before })}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common.close")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function Result({ change: { before, asked, after, effect } }: { change: UnreadChange }) {
  const t = useTranslations();
  return (
    <output className={classes.result}>
      <Change before={before} after={after} size="large" />
      <EffectBadge effect={effect} />
      {asked !== after && <span className={classes.quiet}>{t("groupUnread.done.asked", { asked })}</span>}
      <span className={classes.meaning}>{t(`effects.${effect}.meaning`)}</span>
      <span className={classes.quiet}>{t("groupUnread.done.silent")}</span>
    </output>
  );
}
