import type { ReactNode } from "react";
import classes from "./form.module.css";

/** Fields that stand side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}

/** The buttons at a form's end, and the reason beside one that cannot be pressed. */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={classes.actions}>
      {children}
      {note && <p className={classes.note}>{note}</p>}
    </div>
  );
}
