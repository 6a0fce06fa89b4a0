import { useTranslations } from "next-intl";
import { useId } from "react";
import { TextField } from "../form/fields";
import { FieldRow } from "../form/form";
import { Check } from "../ui/check";

interface Props {
  later: boolean;
  between: boolean;
  /** The reader's own. */
  zone: string;
  onLater: (later: boolean) => void;
  onBetween: (between: boolean) => void;
}

/** When a job runs: at once or from a time on, and at any hour or between two by the clock of a place. */
export function TimeFields({ later, between, zone, onLater, onBetween }: Props) {
  const t = useTranslations("jobs.start");
  const id = useId();
  return (
    <>
      <Check checked={later} onChange={onLater}>
        {t("startLater")}
      </Check>
      {later && <TextField name="startAt" type="datetime-local" step={1} label={t("startAt")} description={t("zone", { zone })} required />}
      <Check checked={between} onChange={onBetween}>
        {t("between")}
      </Check>
      {between && (
        <FieldRow>
          <TextField name="hours.from" type="time" label={t("from")} required />
          <TextField name="hours.to" type="time" label={t("to")} required />
          <TextField name="hours.timeZone" label={t("timeZone")} list={`${id}zones`} spellCheck={false} autoCapitalize="none" required />
          <datalist id={`${id}zones`}>
            {Intl.supportedValuesOf("timeZone").map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </FieldRow>
      )}
    </>
  );
}
