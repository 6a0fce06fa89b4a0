import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import { usePicture, watchFailure } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import { useRefusal } from "../shell/use-refusal";
import { AccountHead } from "./account-head";
import classes from "./account-picture.module.css";
import { ConversationsPanel } from "./conversations-panel";
import { GroupsPanel } from "./groups-panel";
import { CopySummary, HistoryPanel, MarkReadDialog } from "./lazy";
import { NumbersPanel } from "./numbers-panel";
import { RefreshButton } from "./refresh-button";
import { UnknownAccount } from "./unknown-account";
import { useActs } from "./use-acts";
import { useRemembered } from "./use-remembered";
import { useFirstSince, useWatching } from "./use-watch";
import { WatchLine } from "./watch-line";

/** One id in, one screen out: what the server counts, where, what does not add up, what can be done, and what came of it. */
export function AccountPicture({ app, userId }: { app: App; userId: string }) {
  const t = useTranslations("account");
  const [watching, toggleWatch] = useWatching();
  const reading = usePicture(app.sdkAppId, userId, { watch: watching });
  const { picture } = reading;
  const acts = useActs(reading);
  const watchedSince = useFirstSince(watching, picture);
  const since = watchedSince ?? acts.before;
  const forbidden = useRefusal("unread:write");
  // Findings come last and move what is below them: until then a click could land on another row than the one it was aimed at.
  const early = picture === undefined && reading.waiting ? t("stillReading") : undefined;
  const refusal = forbidden ?? early;
  const [defaults] = useAddress("reason", "ticket");
  useRemembered(app.sdkAppId, userId, picture);
  const parts = { app, account: userId, reading, since, acts, refusal };

  return (
    <div className={classes.screen}>
      <AccountHead app={app.sdkAppId} userId={userId} exists={picture?.exists} isProtected={picture?.protected === true}>
        {picture && picture.exists !== false && <CopySummary app={app} picture={picture} done={acts.before && { before: acts.before, marked: [...acts.results.values()].map(({ item }) => item) }} />}
        <Button variant="default" aria-pressed={watching} onClick={toggleWatch}>
          {t(watching ? "watch.stop" : "watch.start")}
        </Button>
        <RefreshButton
          readAt={reading.readAt}
          // While watching it would blink every few seconds.
          reading={reading.reading && !watching}
          onRefresh={() => {
            acts.forget();
            reading.refresh();
          }}
        />
      </AccountHead>
      {watching && <WatchLine since={watchedSince} failure={watchFailure(picture, reading.error)} />}
      {picture?.exists === false ? (
        <UnknownAccount picture={picture} />
      ) : (
        <>
          <NumbersPanel {...parts} />
          {refusal && (
            <p id="acts-refusal" className={forbidden ? classes.refusal : classes.spoken}>
              {t("refusal", { refusal })}
            </p>
          )}
          <div className={classes.columns}>
            <ConversationsPanel {...parts} />
            <GroupsPanel {...parts} />
          </div>
        </>
      )}
      {/* After the numbers: they are what somebody is waiting for. */}
      {(picture || reading.error) && <HistoryPanel app={app.sdkAppId} account={userId} />}
      {acts.marking && (
        <MarkReadDialog
          app={app}
          account={userId}
          targets={acts.marking.targets}
          upTo={acts.marking.upTo}
          isProtected={picture?.protected === true}
          defaults={defaults}
          onDone={acts.marked}
          onClose={acts.close}
        />
      )}
    </div>
  );
}
