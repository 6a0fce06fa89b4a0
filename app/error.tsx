"use client";

import { useTranslations } from "next-intl";
import { BarePage } from "@/components/shell/bare-page";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations();
  return (
    <BarePage title={t("shell.crash.title")}>
      <p>{t("shell.crash.text", { digest: error.digest ?? error.name })}</p>
      {/* A plain button: this page is loaded with every other, and Mantine's would come twice. */}
      <button type="button" onClick={reset}>
        {t("common.tryAgain")}
      </button>
    </BarePage>
  );
}
