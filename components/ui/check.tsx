import type { ChangeEvent, ReactNode } from "react";
import classes from "./check.module.css";

interface Props {
  checked: boolean;
  /** Some of what it stands for is chosen, not all. */
  partly?: boolean;
  /** Named by this where no words stand beside it. */
  "aria-label"?: string;
  children?: ReactNode;
  onChange: (checked: boolean) => void;
}

/** The browser's own tick box, in our colour; Mantine's would weigh as much as a page of ours. */
export function Check({ checked, partly = false, children, onChange, ...props }: Props) {
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        className={classes.box}
        ref={(box) => {
          if (box) box.indeterminate = partly;
        }}
        checked={checked}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.checked)}
        {...props}
      />
      {children}
    </label>
  );
}
