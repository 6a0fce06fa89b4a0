import { useTranslations } from "next-intl";

interface Props {
  shown: number;
  /** `null`: IM did not say. Members may have joined since it did. */
  all: number | null;
}

/** How many members are on screen, and of how many where that is known. */
export function MembersCount({ shown, all }: Props) {
  const t = useTranslations("groups.members");
  return all === null ? t("shown", { shown }) : t("count", { shown, all: Math.max(all, shown) });
}
