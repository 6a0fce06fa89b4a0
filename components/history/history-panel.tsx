"use client";

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useId } from "react";
import { useAddress } from "@/lib/client/address";
import { auditQueries } from "@/lib/client/audit";
import { pageHref } from "@/lib/client/paths";
import { AuditList } from "../audit/audit-list";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import classes from "./history-panel.module.css";
import { PutBack } from "./put-back";

interface Props {
  app: string;
  account?: string;
  groupId?: string;
}

/** What this console did to an account or in a group of `app`, newest first; a group's number can be put back from here. */
export function HistoryPanel({ app, account, groupId }: Props) {
  const t = useTranslations("history");
  const common = useTranslations("common");
  const refusal = useRefusal("unread:write");
  const [defaults] = useAddress("reason", "ticket");
  const about = { app, ...(account !== undefined && { account }), ...(groupId !== undefined && { group: groupId }) };
  const { data, error, isPending, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(auditQueries.entries({ ...about, kind: "changes" }));
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const noteId = useId();
  return (
    <Panel
      flush
      title={t("title")}
      aside={
        <Link prefetch={false} href={pageHref("/audit", { ...about, scope: "app" })}>
          {t("whole")}
        </Link>
      }
    >
      {isPending && (
        <div className={classes.inset}>
          <Skeleton height={90} />
        </div>
      )}
      {error && (
        <div className={classes.inset}>
          <Problem error={error} />
          <Button variant="default" size="xs" loading={isFetching} onClick={() => void refetch()}>
            {common("tryAgain")}
          </Button>
        </div>
      )}
      {data && entries.length === 0 && <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>}
      {refusal && entries.some((entry) => entry.reversible) && (
        <p className={classes.note} id={noteId}>
          {t("putBack.refusal", { refusal })}
        </p>
      )}
      {entries.length > 0 && <AuditList entries={entries} label={t("title")} renderBelow={(entry) => entry.reversible && <PutBack entry={entry} defaults={defaults} refusal={refusal} refusalId={noteId} />} />}
      {hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </Panel>
  );
}
