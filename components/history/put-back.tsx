import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { usePutBack } from "@/lib/client/audit";
import type { AuditEntry } from "@/lib/shared/audit";
import { Change } from "../ui/change";
import { EffectBadge } from "../ui/effect-badge";
import { Skeleton } from "../ui/skeleton";
import classes from "./put-back.module.css";

// Most look at the history and put nothing back.
const PutBackForm = dynamic(() => import("./put-back-form").then((module) => module.PutBackForm), { ssr: false, loading: () => <Skeleton height={150} /> });

interface Props {
  entry: AuditEntry;
  /** What the form begins with. */
  defaults: { reason: string; ticket: string };
  /** Why this person may not, and the id of the element that says it. */
  refusal: string | undefined;
  refusalId?: string;
}

/** A button that opens the way back to the number from before, and what came of going it. */
export function PutBack({ entry, defaults, refusal, refusalId }: Props) {
  const t = useTranslations("history.putBack");
  const effects = useTranslations("effects");
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const putBack = usePutBack(entry);
  const { before, after } = entry;
  if (putBack.data) {
    return (
      <output className={classes.result}>
        {t("done")} <Change before={putBack.data.before} after={putBack.data.after} />
        <EffectBadge effect={putBack.data.effect} />
        <span className={classes.quiet}>{effects(`${putBack.data.effect}.meaning`)}</span>
      </output>
    );
  }
  if (open) {
    const close = () => {
      setOpen(false);
      // The button is there again once the form has gone.
      requestAnimationFrame(() => opener.current?.focus());
    };
    return (
      <div className={classes.line}>
        <PutBackForm entry={entry} defaults={defaults} onSubmit={putBack.mutateAsync} onClose={close} />
      </div>
    );
  }
  if (before === null || after === null) return null;
  return (
    <div className={classes.line}>
      <Button ref={opener} variant="default" size="compact-xs" disabled={refusal !== undefined} title={refusal} aria-describedby={refusal && refusalId} onClick={() => setOpen(true)}>
        {t("open", { before })}
      </Button>
    </div>
  );
}
