import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState, type ChangeEvent, type FormEvent } from "react";
import { auditOutcomes } from "@/lib/shared/audit";
import { effects } from "@/lib/shared/unread";
import { useConsole } from "../shell/console-context";
import { knownActions, tidy, type FilterName, type FilterValues } from "./audit-filter";
import classes from "./audit-filter.module.css";
import { FilterSelect, FilterText } from "./filter-field";

interface Props {
  values: FilterValues;
  /** The chosen app, which `scope` narrows to. */
  app: string;
  onSubmit: (values: FilterValues & { app?: string }) => void;
}

const furtherNames: FilterName[] = ["action", "kind", "outcome", "effect", "from", "to", "scope"];

/** What to look for in the record. The browser's own controls: this form is on the first visit, and must weigh little. */
export function AuditFilterForm({ values, app, onSubmit }: Props) {
  const t = useTranslations("audit");
  const name = useTranslations("effects");
  const { apps } = useConsole();
  const [known, setKnown] = useState(values);
  const [typed, setTyped] = useState(values);
  const [chosenApp, setChosenApp] = useState(app);
  // Back, a link or a removed filter: the form follows the address.
  if (JSON.stringify(known) !== JSON.stringify(values)) {
    setKnown(values);
    setTyped(values);
    setChosenApp(app);
  }
  const set = (changed: Partial<FilterValues>) => setTyped((now) => ({ ...now, ...changed }));
  const field = (of: FilterName) => ({ name: of, label: t(`filter.${of}`), value: typed[of], onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => set({ [of]: event.currentTarget.value }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ ...tidy(typed, values), ...(typed.scope !== "" && { app: chosenApp }) });
  };
  const actions = Object.entries(knownActions).map(([action, key]) => [action, t(`actions.${key}`)] as const);
  const unnamed = typed.action !== "" && !Object.hasOwn(knownActions, typed.action) ? [[typed.action, typed.action] as const] : [];

  return (
    <form className={classes.form} method="post" aria-label={t("filter.form")} onSubmit={submit} noValidate>
      <div className={classes.fields}>
        <FilterText {...field("account")} id64 />
        <FilterText {...field("actor")} id64 />
        <FilterText {...field("group")} id64 />
        <FilterText {...field("ticket")} maxLength={100} />
      </div>
      <details open={furtherNames.some((one) => values[one] !== "")}>
        <summary className={classes.more}>{t("filter.more")}</summary>
        <div className={classes.fields}>
          <FilterSelect
            {...field("action")}
            value={typed.kind || typed.action}
            onChange={({ currentTarget: { value } }) => set(value === "changes" ? { kind: value, action: "" } : { kind: "", action: value })}
            options={[["", t("filter.anyAction")], ["changes", t("filter.changes")], ...actions, ...unnamed]}
          />
          <FilterSelect {...field("outcome")} options={[["", t("filter.any")], ...auditOutcomes.map((one) => [one, t(`outcome.${one}`)] as const)]} />
          <FilterSelect {...field("effect")} options={[["", t("filter.any")], ...effects.map((one) => [one, name(`${one}.name`)] as const)]} />
          <FilterSelect
            {...field("scope")}
            value={typed.scope && chosenApp}
            onChange={({ currentTarget: { value } }) => {
              set({ scope: value && "app" });
              setChosenApp(value || app);
            }}
            options={[["", t("filter.allApps")], ...apps.map(({ sdkAppId, label }) => [sdkAppId, label] as const)]}
          />
          <FilterText {...field("from")} type="date" />
          <FilterText {...field("to")} type="date" />
        </div>
      </details>
      <div>
        <Button type="submit" variant="default">
          {t("filter.submit")}
        </Button>
      </div>
    </form>
  );
}
