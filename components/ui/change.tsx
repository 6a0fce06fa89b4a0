import { useFormatter, useTranslations } from "next-intl";
import classes from "./change.module.css";

interface Props {
  /** `null`: not known. It is shown as “?”, never as 0. */
  before: number | null;
  after: number | null;
  /** The new number can only be bounded: `12 → ≤ 12`. */
  atMost?: boolean;
  size?: "inline" | "large";
}

/** `12 → 0`: how a change looks everywhere, before and after it happens. */
export function Change({ before, after, atMost = false, size = "inline" }: Props) {
  return (
    <span className={size === "large" ? classes.large : classes.inline}>
      <span className={classes.before}>
        <Amount value={before} />
      </span>
      <span className={classes.arrow}> → </span>
      <strong className={classes.after}>
        {atMost && "≤ "}
        <Amount value={after} />
      </strong>
    </span>
  );
}

/** A number, or “?” where it is not known. */
export function Amount({ value }: { value: number | null }) {
  const format = useFormatter();
  const t = useTranslations("common");
  if (value !== null) return format.number(value);
  return (
    <abbr title={t("unknownNumber")} className={classes.unknown}>
      {t("unknownMark")}
    </abbr>
  );
}
