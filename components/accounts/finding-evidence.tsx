import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref, groupHref } from "@/lib/client/paths";
import type { Evidence } from "@/lib/shared/findings";
import { useChosenApp } from "../shell/console-context";
import { Amount } from "../ui/change";
import { IdChip } from "../ui/id-chip";
import classes from "./findings-list.module.css";

/** The numbers and facts that a finding rests on, folded away until somebody asks. */
export function FindingEvidence({ evidence }: { evidence: Evidence[] }) {
  const t = useTranslations("account.findings");
  const locale = useLocale();
  return (
    <details className={classes.evidence}>
      <summary>{t("evidence")}</summary>
      <dl>
        {evidence.map(({ label, value, account, groupId }) => (
          <div key={`${label.en} ${account ?? ""} ${groupId ?? ""}`}>
            <dt>
              {label[locale]} <Whose account={account} groupId={groupId} />
            </dt>
            <dd>{typeof value === "string" ? value : <Amount value={value} />}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Whose({ account, groupId }: Pick<Evidence, "account" | "groupId">) {
  const { wanted } = useChosenApp();
  const href = account === undefined ? groupId && groupHref(groupId, wanted) : accountHref(account, wanted);
  if (!href) return null;
  return (
    <Link href={href} prefetch={false}>
      <IdChip id={account ?? groupId ?? ""} copy={false} />
    </Link>
  );
}
