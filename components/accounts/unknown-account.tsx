import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { groupHref } from "@/lib/client/paths";
import type { Picture } from "@/lib/shared/picture";
import { useChosenApp } from "../shell/console-context";
import { Notice } from "../ui/notice";

/** Instead of numbers, where IM knows no such account: what that may come from and what to try next. */
export function UnknownAccount({ picture }: { picture: Picture }) {
  const t = useTranslations("account");
  const locale = useLocale();
  const { wanted } = useChosenApp();
  return (
    <Notice tone="bad" role="alert" title={t("goneTitle")}>
      {picture.findings.map(({ code, title, next }) => (
        <p key={code}>
          {title[locale]} {next[locale]}
        </p>
      ))}
      <Link href={groupHref(picture.userId, wanted)} prefetch={false}>
        {t("goneAsGroup")}
      </Link>
    </Notice>
  );
}
