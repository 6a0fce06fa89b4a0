import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";

/** Stands where the members would: IM keeps no list of them for audio-video rooms. */
export function NoMemberList() {
  const t = useTranslations("groups.noList");
  return (
    <Panel>
      <EmptyState title={t("title")}>{t("text")}</EmptyState>
    </Panel>
  );
}
