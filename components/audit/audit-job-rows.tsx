import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { accountHref, groupHref } from "@/lib/client/paths";
import type { FilterValues } from "./audit-filter";

/** The record has one entry for a job, and none for each of its rows: where those about the account or group looked for stand. */
export function AuditJobRows({ values: { account, group }, app }: { values: FilterValues; app: string }) {
  const t = useTranslations("audit.jobRows");
  return (
    <>
      {account !== "" && <p>{t.rich("account", { history: leadTo(accountHref(account, app)) })}</p>}
      {group !== "" && <p>{t.rich("group", { history: leadTo(groupHref(group, app)) })}</p>}
    </>
  );
}

const leadTo = (href: string) => (words: ReactNode) => (
  <Link key="history" prefetch={false} href={href}>
    {words}
  </Link>
);
