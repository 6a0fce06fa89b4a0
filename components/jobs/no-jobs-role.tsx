import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";
import { PageHead, Panel } from "../ui/panel";

/** Stands where the page would for a role that cannot have bulk jobs: what they are, and whom to ask. */
export function NoJobsRole({ refusal }: { refusal: string }) {
  const t = useTranslations("jobs");
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel label={t("title")}>
        <EmptyState title={refusal}>{t("refused")}</EmptyState>
      </Panel>
    </>
  );
}
