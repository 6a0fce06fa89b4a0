import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { timelineQueries } from "@/lib/client/timeline";
import type { App } from "@/lib/shared/apps";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { PeerName } from "./peer-name";
import classes from "./timeline-panel.module.css";
import { TimelineTable } from "./timeline-table";

interface Props {
  app: App;
  account: string;
  peer: string;
  nick: string | null;
  /** The time of the message up to which to read, ISO. */
  onPick: (upTo: string) => void;
  onClose: () => void;
}

/** When which kind of message came and went in one conversation, to pick the one up to which it is read. What they say stays with IM. */
export function TimelinePanel({ app, account, peer, nick, onPick, onClose }: Props) {
  const t = useTranslations();
  const refusal = useRefusal("unread:write");
  const { data, error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(timelineQueries.messages(app.sdkAppId, account, peer));
  const messages = data?.pages.flatMap((page) => page.messages) ?? [];
  return (
    <Dialog title={t("acts.timeline.title")} size="side" onClose={onClose}>
      <PeerName peer={peer} nick={nick} />
      <div className={classes.lead}>
        <p>{t("acts.timeline.lead")}</p>
        <p id="timeline-seconds">{refusal ?? t("acts.timeline.seconds")}</p>
      </div>
      {isPending && <Skeleton height={240} />}
      {messages.length > 0 && (
        <div className={classes.rows}>
          <TimelineTable messages={messages} disabled={refusal !== undefined} hint="timeline-seconds" onPick={onPick} />
        </div>
      )}
      {data && messages.length === 0 && !hasNextPage && <EmptyState title={t("acts.timeline.empty")}>{t("acts.timeline.emptyText")}</EmptyState>}
      {error && <Problem error={error} />}
      <div>
        {error && (
          <Button variant="default" loading={isFetching} onClick={() => void (data ? fetchNextPage() : refetch())}>
            {t("common.tryAgain")}
          </Button>
        )}
        {hasNextPage && !error && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("acts.timeline.older")}
          </Button>
        )}
        {data && messages.length > 0 && !hasNextPage && <p className={classes.size}>{t("acts.timeline.end")}</p>}
      </div>
    </Dialog>
  );
}
