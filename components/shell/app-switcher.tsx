import { useTranslations } from "next-intl";
import { EnvironmentChip } from "../ui/environment";
import classes from "./app-switcher.module.css";
import { useChosenApp, useConsole } from "./console-context";

/** Which app, and how careful to be. With several apps it is a select, and the choice stays in the address. */
export function AppSwitcher() {
  const t = useTranslations();
  const { apps } = useConsole();
  const { app, choose } = useChosenApp();
  if (!app) return null;
  return (
    <div className={classes.switcher}>
      {apps.length === 1 ? (
        <span className={classes.app}>
          {app.label} <code>{app.sdkAppId}</code>
        </span>
      ) : (
        <select className={classes.select} aria-label={t("shell.app")} value={app.sdkAppId} onChange={(event) => choose(event.currentTarget.value)}>
          {apps.map(({ sdkAppId, label, environment }) => (
            <option key={sdkAppId} value={sdkAppId}>
              {`${label} · ${sdkAppId} · ${t(`common.environments.${environment}`)}`}
            </option>
          ))}
        </select>
      )}
      <EnvironmentChip environment={app.environment} />
    </div>
  );
}
