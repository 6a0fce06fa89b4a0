import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { UnreadChange } from "@/lib/shared/groups";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { Panel } from "../ui/panel";
import classes from "./change-result.module.css";

/** What came of it, found by reading the number again. Going back is a click away, because for groups that is possible. */
export function ChangeResult({ change, onPutBack }: { change: UnreadChange; onPutBack: (unread: number) => void }) {
  const t = useTranslations();
  const { before, asked, after, effect } = change;
  return (
    <Panel title={t("groupUnread.done.title")}>
      <output className={classes.result}>
        <Change size="large" before={before} after={after} />
        <EffectBadge effect={effect} />
        {asked !== after && <span className={classes.quiet}>{t("groupUnread.done.asked", { asked })}</span>}
        <span className={classes.meaning}>{t(`effects.${effect}.meaning`)}</span>
      </output>
      <p className={classes.quiet}>{t("groupUnread.done.silent")}</p>
      {before !== null && before !== after && (
        <div>
          <Button variant="default" onClick={() => onPutBack(before)}>
            {t("groupUnread.done.putBack", { before })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
