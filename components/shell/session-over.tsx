import { useTranslations } from "next-intl";
import { usePathname, useSearchParams } from "next/navigation";
import { pageHref } from "@/lib/client/paths";
import { useSessionOver } from "@/lib/client/session-expiry";
import { Notice } from "../ui/notice";

/** Says that the session has ended, once any answer has said so, and leads back to this page. */
export function SessionOver() {
  const t = useTranslations("shell.sessionOver");
  const over = useSessionOver();
  const pathname = usePathname();
  const query = useSearchParams().toString();
  if (!over) return null;
  const here = query === "" ? pathname : `${pathname}?${query}`;
  return (
    <Notice tone="warn" role="alert" title={t("title")}>
      <p>{t("text")}</p>
      {/* Not a client-side move: the signed-in frame around the page has to go too. */}
      <p>
        <a href={pageHref("/sign-in", { callbackUrl: here })}>{t("link")}</a>
      </p>
    </Notice>
  );
}
