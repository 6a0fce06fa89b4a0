import { useTranslations } from "next-intl";
import classes from "./environment.module.css";

type EnvironmentName = "production" | "staging" | "sandbox";

/** The line across the top of every page that says how careful to be. */
export function EnvironmentStrip({ environment }: { environment: EnvironmentName }) {
  return <div className={classes.strip} data-environment={environment} aria-hidden="true" />;
}

/** The environment as a word. */
export function EnvironmentChip({ environment }: { environment: EnvironmentName }) {
  const t = useTranslations("common.environments");
  return (
    <span className={classes.chip} data-environment={environment}>
      {t(environment)}
    </span>
  );
}
