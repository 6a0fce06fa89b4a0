import { useTranslations } from "next-intl";
import { useId } from "react";
import { jobTemplateHref } from "@/lib/client/jobs";
import { jobKinds, type JobKindInfo, type JobKindName } from "@/lib/shared/jobs";
import classes from "./new-job-form.module.css";

interface Props {
  kind: JobKindName | undefined;
  kinds: JobKindInfo[] | undefined;
  /** Sending was tried without one. */
  missing: boolean;
  onChange: (kind: JobKindName) => void;
}

/** What is done with each row: what it changes, the columns it takes, and whether there is a way back. */
export function KindChoice({ kind, kinds, missing, onChange }: Props) {
  const t = useTranslations("jobs");
  const id = useId();
  return (
    <fieldset className={classes.fields} style={{ gap: 0 }} {...(missing && { "aria-describedby": `${id}error` })}>
      <legend className={classes.legend}>{t("new.kind")}</legend>
      <div className={classes.kinds}>
        {jobKinds.map((one) => (
          <label key={one} className={classes.kind}>
            <input type="radio" name={`${id}kind`} value={one} checked={one === kind} onChange={() => onChange(one)} />
            <span className={classes.name}>{t(`kinds.${one}.name`)}</span>
            <span>{t(`kinds.${one}.does`)}</span>
            <span className={classes.columns}>
              {kinds
                ?.find((info) => info.kind === one)
                ?.columns.map(({ name, required }) => (
                  <span key={name}>
                    <code>{name}</code>
                    {!required && ` ${t("new.optionalColumn")}`}
                  </span>
                ))}
            </span>
            <span className={classes.after} data-tone={one === "mark_read" ? "warn" : undefined}>
              {t(`kinds.${one}.after`)}
            </span>
          </label>
        ))}
      </div>
      {missing && (
        <p id={`${id}error`} className={classes.error} role="alert">
          {t("new.problems.noKind")}
        </p>
      )}
      {kind && (
        <p className={classes.template}>
          <a href={jobTemplateHref(kind)} download>
            {t("new.template", { kind: t(`kinds.${kind}.name`) })}
          </a>
        </p>
      )}
    </fieldset>
  );
}
