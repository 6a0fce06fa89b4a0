import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { auditOutcomes } from "@/lib/shared/audit";
import { effects } from "@/lib/shared/unread";
import { CrossIcon } from "../ui/icons";
import { filterNames, knownActions, readDay, type FilterName, type FilterValues } from "./audit-filter";
import classes from "./audit-filter.module.css";

interface Props {
  values: FilterValues;
  appLabel: string;
  onRemove: (name: FilterName) => void;
  onClear: () => void;
}

/** What the record is filtered by; pressing one removes it. */
export function AuditChips({ values, appLabel, onRemove, onClear }: Props) {
  const t = useTranslations("audit.filter");
  const describe = useValueNames(appLabel);
  const names = filterNames.filter((name) => values[name] !== "");
  return (
    <ul className={classes.chips} aria-label={t("chips")}>
      {names.map((name) => (
        <li key={name}>
          <button type="button" className={classes.chip} aria-label={t("remove", { name: t(name), value: describe(name, values[name]) })} onClick={() => onRemove(name)}>
            <span>
              {t(name)}: <bdi>{describe(name, values[name])}</bdi>
            </span>
            <CrossIcon />
          </button>
        </li>
      ))}
      <li>
        <Button variant="subtle" size="compact-sm" onClick={onClear}>
          {t("clear")}
        </Button>
      </li>
    </ul>
  );
}

/** A filter's value in words, where it has any. */
function useValueNames(appLabel: string): (name: FilterName, value: string) => string {
  const t = useTranslations("audit");
  const effect = useTranslations("effects");
  const format = useFormatter();
  return (name, value) => {
    if (name === "scope") return appLabel;
    if (name === "kind") return t("filter.changes");
    if (name === "action") {
      const known = Object.entries(knownActions).find(([action]) => action === value)?.[1];
      return known ? t(`actions.${known}`) : value;
    }
    const outcome = auditOutcomes.find((one) => name === "outcome" && one === value);
    if (outcome) return t(`outcome.${outcome}`);
    const known = effects.find((one) => name === "effect" && one === value);
    if (known) return effect(`${known}.name`);
    const day = name === "from" || name === "to" ? readDay(value) : undefined;
    // A day of the calendar is the same in every zone.
    return day ? format.dateTime(Date.UTC(day.year, day.month - 1, day.day), { dateStyle: "medium", timeZone: "UTC" }) : value;
  };
}
