import { useLocale, useTranslations } from "next-intl";
import { describeImCode } from "@/lib/shared/im-codes";

/** One of IM's codes in words, and the next step. */
export function ImCodeMeaning({ code }: { code: number }) {
  const t = useTranslations("common");
  const locale = useLocale();
  const { meaning, advice } = describeImCode(code);
  return (
    <p>
      <strong>{t("imCode", { code: String(code) })}</strong> {meaning[locale]} {advice[locale]}
    </p>
  );
}
