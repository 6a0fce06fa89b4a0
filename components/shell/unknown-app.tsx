import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { pageHref } from "@/lib/client/paths";
import { EmptyState } from "../ui/empty-state";
import { EnvironmentChip } from "../ui/environment";
import { Panel } from "../ui/panel";
import classes from "./bare-page.module.css";
import { useChosenApp, useConsole } from "./console-context";

/** Stands where the page would, when the address names an app that is not ours. Falling back to another app would fix the wrong badge. */
export function UnknownApp() {
  const t = useTranslations("shell");
  const { apps } = useConsole();
  const { wanted } = useChosenApp();
  const pathname = usePathname();
  if (apps.length === 0) {
    return (
      <Panel>
        <EmptyState title={<h1 className={classes.title}>{t("noApps")}</h1>} />
      </Panel>
    );
  }
  return (
    <Panel>
      <EmptyState title={<h1 className={classes.title}>{t("unknownApp.title", { app: wanted })}</h1>}>
        <p>{t("unknownApp.text")}</p>
        <ul>
          {apps.map(({ sdkAppId, label, environment }) => (
            <li key={sdkAppId}>
              <Link href={pageHref(pathname, { app: sdkAppId })}>{`${label} ${sdkAppId}`}</Link> <EnvironmentChip environment={environment} />
            </li>
          ))}
        </ul>
      </EmptyState>
    </Panel>
  );
}
