"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import Link from "next/link";
import { pageHref } from "@/lib/client/paths";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import classes from "./history-panel.module.css";
import { useHistory } from "./use-history";

// Most accounts that somebody looks up were never changed from here.
const HistoryLines = dynamic(() => import("./history-lines").then((module) => module.HistoryLines), { ssr: false, loading: () => <Skeleton height={90} /> });

interface Props {
  app: string;
  account?: string;
  groupId?: string;
}

/** What this console did to an account or in a group of `app`, by hand and by jobs, newest first; a group's number can be put back from here. */
export function HistoryPanel({ app, account, groupId }: Props) {
  const t = useTranslations("history");
  const common = useTranslations("common");
  const jobs = useTranslations("jobs.run");
  const about = { ...(account !== undefined && { account }), ...(groupId !== undefined && { group: groupId }) };
  const { lines, error, actsError, isPending, isFetching, readAgain, more, readingMore, readMore } = useHistory(app, about);
  return (
    <Panel
      flush
      title={t("title")}
      aside={
        <Link prefetch={false} href={pageHref("/audit", { app, ...about, scope: "app" })}>
          {t("whole")}
        </Link>
      }
    >
      {isPending && (
        <div className={classes.inset}>
          <Skeleton height={90} />
        </div>
      )}
      {(error ?? actsError) && (
        <div className={classes.inset}>
          {error && <Problem error={error} />}
          {actsError && <p>{jobs("history.notRead")}</p>}
          {actsError && !error && <Problem error={actsError} reads />}
          <Button variant="default" size="xs" loading={isFetching} onClick={readAgain}>
            {common("tryAgain")}
          </Button>
        </div>
      )}
      {!isPending && !error && !actsError && lines.length === 0 && <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>}
      {lines.length > 0 && <HistoryLines app={app} lines={lines} />}
      {more && (
        <div className={classes.more}>
          <Button variant="default" loading={readingMore} onClick={readMore}>
            {t("more")}
          </Button>
        </div>
      )}
    </Panel>
  );
}
