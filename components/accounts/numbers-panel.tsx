import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MissingFinds } from "@/lib/client/missing";
import type { PictureReading } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import type { Picture } from "@/lib/shared/picture";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import classes from "./account-picture.module.css";
import { BadgeEquation } from "./badge-equation";
import { FindingsList, type ActFix } from "./findings-list";
import { FindMissing } from "./lazy";
import { PartProblem } from "./part-problem";
import { stillFound } from "./still-found";
import type { Acts } from "./use-acts";

interface Props {
  app: App;
  account: string;
  reading: PictureReading;
  since: Picture | undefined;
  acts: Acts;
}

/** How the numbers add up, the search for what does not, and what follows from them. */
export function NumbersPanel({ app, account, reading: { known, picture, readAt, error, reading, waiting, refresh }, since, acts }: Props) {
  const t = useTranslations("account");
  const [searches, setSearches] = useState(0);
  const [finds, setFinds] = useState<MissingFinds>();
  const list = picture?.conversations.ok ? picture.conversations.value.list : [];
  const peers = list.map(({ peer }) => peer);
  const missing = picture?.sums.unexplained ?? 0;
  const found = finds ? stillFound(finds, { listed: peers, results: acts.allResults, readAt }) : 0;

  function fix(wanted: ActFix) {
    if (wanted.kind === "set_group_unread") acts.set(wanted.groupId, wanted.unread);
    else {
      const listed = new Map(list.map((one) => [one.peer, one]));
      acts.mark(wanted.peers.map((peer) => ({ peer, nick: listed.get(peer)?.nick ?? null, unread: listed.get(peer)?.unread ?? null })));
    }
  }

  return (
    <Panel flush label={t("numbers")}>
      <BadgeEquation known={known} since={since} waiting={waiting} searching={finds?.running === true} found={found} onFind={() => setSearches(searches + 1)} />
      <div className={classes.inset}>
        {error && (
          <>
            {picture && <p>{t("olderShown")}</p>}
            <Problem error={error} reads />
            <div>
              <Button variant="default" size="xs" loading={reading} onClick={refresh}>
                {t("readAgain")}
              </Button>
            </div>
          </>
        )}
        {/* One failure, and one button, is enough to read again all there is. */}
        {!error && known?.total && !known.total.ok && <PartProblem error={known.total.error} reading={reading} onRetry={refresh} />}
        {picture?.moved === "moving" && <Notice tone="warn">{t("moving")}</Notice>}
        {picture?.moved === "settled" && <Notice>{t("settled")}</Notice>}
      </div>
      {!picture && waiting && (
        <div className={classes.inset}>
          <Skeleton height={160} />
        </div>
      )}
      {searches > 0 && picture && (
        <div className={classes.search}>
          <FindMissing app={app} account={account} known={peers} missing={missing} covered={found >= missing} start={searches} results={acts.allResults} onChange={setFinds} onMarkRead={(targets) => acts.mark(targets)} />
        </div>
      )}
      {picture && <FindingsList app={app} picture={picture} onFix={fix} />}
      <output className={classes.spoken}>{picture && picture.sums.badge !== null && t("sentence", { account, badge: picture.sums.badge })}</output>
    </Panel>
  );
}
