import { useFormatter, useTranslations } from "next-intl";
import type { MissingProgress } from "@/lib/client/missing";
import { missingCalls } from "@/lib/shared/missing";
import { Notice } from "../ui/notice";

interface Props {
  end: "explained" | "exhausted" | "limit" | "stopped";
  progress: MissingProgress;
}

/** How a search ended, what that means, and what else can be tried. */
export function MissingEnd({ end, progress: { line, remaining } }: Props) {
  const t = useTranslations("acts.missing");
  const format = useFormatter();
  const failed = line?.failed ?? [];
  const closed = end === "limit" && line?.next === undefined;
  return (
    <Notice tone={end === "exhausted" || failed.length > 0 ? "warn" : "info"} title={t(`end.${end}.title`, { remaining, calls: missingCalls })}>
      <p>{closed ? t("end.limit.closed") : t(`end.${end}.text`)}</p>
      {failed.length > 0 && <p>{t("failed", { sources: format.list(failed.map((source) => t(`sourceName.${source}`))) })}</p>}
    </Notice>
  );
}
