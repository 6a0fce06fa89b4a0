import { Button } from "@mantine/core";
import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";
import { accountQueries } from "@/lib/client/accounts";
import { pageHref } from "@/lib/client/paths";
import { unreadQueries } from "@/lib/client/unread";
import type { App } from "@/lib/shared/apps";
import { AccountLine } from "../accounts/account-line";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { RefreshIcon } from "../ui/icons";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { ConversationsPanel } from "./conversations-panel";
import { Equation } from "./equation";
import classes from "./unread-answer.module.css";

interface Props {
  app: App;
  account: string;
  peers: string[];
}

/** What IM says about one account: the total, what of it the listed conversations hold, and each of them. */
export function UnreadAnswer({ app, account, peers }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const queryClient = useQueryClient();
  const total = useQuery(unreadQueries.total(app.sdkAppId, account));
  const listed = useQuery({ ...unreadQueries.peers(app.sdkAppId, account, peers), enabled: peers.length > 0 });
  const { data: profile } = useQuery(accountQueries.account(app.sdkAppId, account));
  const fetching = useIsFetching({ queryKey: ["unread", app.sdkAppId, account] }) > 0;
  const refresh = () => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === app.sdkAppId && queryKey[2] === account });
  const gone = profile?.exists === false;
  const { wanted } = useChosenApp();

  return (
    <>
      <Panel label={t("unread.answer", { account })}>
        <div className={classes.head}>
          <AccountLine app={app.sdkAppId} userId={account} />
          <div className={classes.refresh}>
            {total.dataUpdatedAt > 0 && (
              <span className={classes.read}>
                {t("common.readAt")} <LocalTime at={new Date(total.dataUpdatedAt).toISOString()} timeOnly />
              </span>
            )}
            <Button variant="default" size="xs" leftSection={<RefreshIcon />} loading={fetching} onClick={refresh}>
              {t("common.refresh")}
            </Button>
          </div>
        </div>
        {gone && (
          <Notice tone="bad" role="alert" title={t("account.goneTitle")}>
            <p>{t("account.goneText", { app: app.label })}</p>
            <Link href={pageHref("/group-unread", { app: wanted, group: account })}>{t("account.goneAsGroup")}</Link>
          </Notice>
        )}
        {total.isPending && <Skeleton height={64} width={180} />}
        {total.data && (
          <div className={classes.numbers}>
            <div className={classes.total}>
              <span className={classes.label}>{t("unread.total")}</span>
              <span className={classes.number}>{format.number(total.data.total)}</span>
            </div>
            {listed.data && <Equation total={total.data.total} conversations={listed.data.conversations} />}
          </div>
        )}
        {total.error && !(gone && total.error.code === "account_not_found") && <Problem error={total.error} />}
        {total.data?.total === 0 && <Notice>{t("unread.zero")}</Notice>}
        {total.data && total.data.total > 0 && peers.length === 0 && <p className={classes.hint}>{t("unread.pastePeers")}</p>}
        <output className={classes.spoken}>{total.data && t("unread.totalSentence", { account, total: total.data.total })}</output>
      </Panel>
      {peers.length > 0 && !gone && <ConversationsPanel key={`${account}\n${peers.join("\n")}`} account={account} conversations={listed.data?.conversations} error={listed.error} />}
    </>
  );
}
