import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

/** Nothing to show, why, and the next step. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <div className={classes.title}>{title}</div>
      {children && <div className={classes.more}>{children}</div>}
    </div>
  );
}
