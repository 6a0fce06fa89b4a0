import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { BarePage } from "@/components/shell/bare-page";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <BarePage title={t("title")}>
      <p>{t("text")}</p>
      <p>
        <Link href="/">{t("home")}</Link>
      </p>
    </BarePage>
  );
}
