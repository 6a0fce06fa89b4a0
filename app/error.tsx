"use client";

import { Button } from "@mantine/core";
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
      <Button mt="sm" onClick={reset}>
        {t("common.tryAgain")}
      </Button>
    </BarePage>
  );
}
