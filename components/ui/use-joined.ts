import { useTranslations } from "next-intl";

/** Joins counts into one sentence, “3 changed, 1 failed”. What `Intl` knows as a list of units has nothing between its parts in Chinese. */
export function useJoined(): (parts: readonly string[]) => string {
  const t = useTranslations("common");
  return (parts) => parts.join(t("between"));
}
