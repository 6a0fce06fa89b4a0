import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { auditQueries } from "@/lib/client/audit";
import { pageHref } from "@/lib/client/paths";
import { AuditList } from "../audit/audit-list";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import classes from "./latest-changes.module.css";

/** The last few changes. Who came and went is in the whole record; here it would hide what was done. */
export function LatestChanges() {
  const t = useTranslations("home.latest");
  const { wanted } = useChosenApp();
  const { data: entries, error } = useQuery({ ...auditQueries.latestChanges(), select: (page) => page.entries.slice(0, 5) });
  return (
    <Panel flush title={t("title")} aside={<Link href={pageHref("/audit", { app: wanted })}>{t("all")}</Link>}>
      {!entries && (
        <div className={classes.waiting}>{error ? <Problem error={error} /> : <Skeleton height={90} />}</div>
      )}
      {entries?.length === 0 && <EmptyState title={t("empty")} />}
      {entries && entries.length > 0 && <AuditList entries={entries} label={t("title")} />}
    </Panel>
  );
}
