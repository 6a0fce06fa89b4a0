import { useTranslations } from "next-intl";
import { jobStates } from "@/lib/shared/jobs";
import classes from "./jobs-screen.module.css";

interface Props {
  only: string;
  state: string;
  onChange: (values: { only?: string; state?: string }) => void;
}

/** Whose jobs, and in which state; each choice acts at once. */
export function JobsFilterFields({ only, state, onChange }: Props) {
  const t = useTranslations("jobs");
  return (
    <div className={classes.filters}>
      <fieldset className={classes.tabs} aria-label={t("list.filter.only")}>
        {(["", "mine", "open"] as const).map((value) => (
          <button key={value} type="button" className={classes.tab} aria-pressed={only === value} onClick={() => onChange({ only: value })}>
            {t(`list.filter.${value || "all"}`)}
          </button>
        ))}
      </fieldset>
      <label className={classes.state}>
        {t("list.filter.state")}
        <select className={classes.select} value={state} onChange={({ currentTarget }) => onChange({ state: currentTarget.value })}>
          <option value="">{t("list.filter.anyState")}</option>
          {jobStates.map((one) => (
            <option key={one} value={one}>
              {t(`states.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
