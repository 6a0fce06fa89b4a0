import { useTranslations } from "next-intl";
import type { App } from "@/lib/shared/apps";
import { EnvironmentChip } from "../ui/environment";
import { Facts } from "../ui/facts";
import { IdChip } from "../ui/id-chip";
import { LocalTime } from "../ui/local-time";

export interface MarkReadFactsValues {
  app: App;
  account: string;
  upTo: string | undefined;
  reason: string;
  ticket: string;
}

/** In which app, for whom, up to when and why: above the preview and above the result alike. */
export function MarkReadFacts({ app, account, upTo, reason, ticket }: MarkReadFactsValues) {
  const t = useTranslations();
  return (
    <Facts
      items={[
        [
          t("markRead.check.app"),
          <span key="app">
            {app.label} <IdChip id={app.sdkAppId} copy={false} /> <EnvironmentChip environment={app.environment} />
          </span>,
        ],
        [t("markRead.check.account"), <IdChip key="account" id={account} />],
        [t("markRead.check.upTo"), upTo === undefined ? t("markRead.check.now") : <LocalTime key="upTo" at={upTo} />],
        ...(reason ? [[t("common.reason"), reason] as const] : []),
        ...(ticket ? [[t("common.ticket"), ticket] as const] : []),
      ]}
    />
  );
}
