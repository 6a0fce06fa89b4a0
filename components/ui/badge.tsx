import type { ReactNode } from "react";
import classes from "./badge.module.css";

export type Tone = "good" | "warn" | "bad" | "neutral";

/** A short word about state. */
export function Badge({ tone = "neutral", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
