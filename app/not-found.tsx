import { getTranslations } from "next-intl/server";
import { BarePage } from "@/components/shell/bare-page";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <BarePage title={t("title")}>
      <p>{t("text")}</p>
      <p>
        {/* oxlint-disable-next-line next/no-html-link-for-pages -- this page is loaded with every other, and Next would bring its Link twice */}
        <a href="/">{t("home")}</a>
      </p>
    </BarePage>
  );
}
