import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { MemberChange } from "@/lib/shared/groups";
import { effects } from "@/lib/shared/unread";
import { Notice } from "../ui/notice";
import { useJoined } from "../ui/use-joined";
import classes from "./set-summary.module.css";

/** “3 changed, 1 failed”, said once after setting; each member's row says the rest. */
export function SetSummary({ results }: { results: MemberChange[] }) {
  const t = useTranslations();
  const joined = useJoined();
  const box = useRef<HTMLOutputElement>(null);
  // It stands where the form stood that had the focus.
  useEffect(() => box.current?.focus(), []);
  const parts = [...effects, "failed" as const].flatMap((effect) => {
    const count = results.filter((one) => ("error" in one ? "failed" : one.effect) === effect).length;
    return count === 0 ? [] : [t(`effects.summary.${effect}`, { count })];
  });
  const whole = results.every((one) => "effect" in one && (one.effect === "changed" || one.effect === "unchanged"));
  return (
    <output ref={box} tabIndex={-1} className={classes.summary}>
      <Notice tone={whole ? "info" : "warn"} title={joined(parts)}>
        <p>{t("groupUnread.done.silent")}</p>
      </Notice>
    </output>
  );
}
