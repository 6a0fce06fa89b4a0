import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PictureReading } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import type { Picture } from "@/lib/shared/picture";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import classes from "./account-picture.module.css";
import { BadgeEquation } from "./badge-equation";
import { FindingsList, type ActFix } from "./findings-list";
import { FindMissing } from "./lazy";
import { PartProblem } from "./part-problem";
import type { Acts } from "./use-acts";

interface Props {
  app: App;
  account: string;
  reading: PictureReading;
  since: Picture | undefined;
  acts: Acts;
  searching: boolean;
  onSearch: () => void;
}

/** How the numbers add up, the search for what does not, and what follows from them. */
export function NumbersPanel({ app, account, reading: { known, picture, error, reading, refresh }, since, acts, searching, onSearch }: Props) {
  const t = useTranslations("account");
  const [found, setFound] = useState(0);
  const list = picture?.conversations.ok ? picture.conversations.value.list : [];

  function fix(wanted: ActFix) {
    if (wanted.kind === "set_group_unread") acts.set(wanted.groupId, wanted.unread);
    else {
      const listed = new Map(list.map((one) => [one.peer, one]));
      acts.mark(wanted.peers.map((peer) => ({ peer, nick: listed.get(peer)?.nick ?? null, unread: listed.get(peer)?.unread ?? null })));
    }
  }

  return (
    <Panel flush label={t("numbers")}>
      <BadgeEquation known={known} since={since} searching={searching} found={found} onFind={onSearch} />
      <div className={classes.inset}>
        {error && (
          <>
            {picture && <p>{t("olderShown")}</p>}
            <Problem error={error} />
            <div>
              <Button variant="default" size="xs" loading={reading} onClick={refresh}>
                {t("readAgain")}
              </Button>
            </div>
          </>
        )}
        {known?.total && !known.total.ok && <PartProblem error={known.total.error} reading={reading} onRetry={refresh} />}
        {picture?.moved === "moving" && <Notice tone="warn">{t("moving")}</Notice>}
        {picture?.moved === "settled" && <Notice>{t("settled")}</Notice>}
      </div>
      {searching && picture && (
        <div className={classes.search}>
          <FindMissing app={app} account={account} known={list.map(({ peer }) => peer)} missing={picture.sums.unexplained ?? 0} start results={acts.allResults} onFound={(all) => setFound(all.reduce((sum, { unread }) => sum + unread, 0))} onMarkRead={(targets) => acts.mark(targets)} />
        </div>
      )}
      {picture && <FindingsList app={app} picture={picture} onFix={fix} />}
      <output className={classes.spoken}>{picture && picture.sums.badge !== null && t("sentence", { account, badge: picture.sums.badge })}</output>
    </Panel>
  );
}
