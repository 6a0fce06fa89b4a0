"use client";

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { rememberLocale } from "@/lib/client/locale";

/** The other language, in that language. Changes the words on the page and nothing else on it. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const locale = useLocale();
  const router = useRouter();
  const queryClient = useQueryClient();
  const other = locale === "en" ? "zh-CN" : "en";
  const change = () => {
    rememberLocale(other);
    router.refresh();
    // The server's sentences about what failed, whole or in part, are in the old language.
    void queryClient.invalidateQueries();
  };
  return (
    <Button variant="subtle" color="gray" size="compact-sm" fw={400} lang={other} title={t("language")} onClick={change}>
      {t("languageOther")}
    </Button>
  );
}
