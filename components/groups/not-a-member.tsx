import { useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref } from "@/lib/client/paths";
import { useChosenApp } from "../shell/console-context";
import { EmptyState } from "../ui/empty-state";

/** The answer to a search for somebody who is not in the group, which is an answer and no failure. */
export function NotAMember({ member }: { member: string }) {
  const t = useTranslations("groups.notAMember");
  const { wanted } = useChosenApp();
  return (
    <output>
      <EmptyState title={t("title", { member })}>
        <p>{t("text")}</p>
        <p>
          <Link href={accountHref(member, wanted)} prefetch={false}>
            {t("account")}
          </Link>
        </p>
      </EmptyState>
    </output>
  );
}
