import type { ReactNode } from "react";
import { InfoIcon, StopIcon, WarnIcon } from "./icons";
import classes from "./notice.module.css";

const icons = { info: InfoIcon, warn: WarnIcon, bad: StopIcon };

interface Props {
  tone?: keyof typeof icons;
  title?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits, `note` is read where it stands. */
  role?: "alert" | "status" | "note";
  children?: ReactNode;
}

/** Something to know before going on. */
export function Notice({ tone = "info", title, role = "note", children }: Props) {
  const Icon = icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon className={classes.icon} />
      <div className={classes.text}>
        {title && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
