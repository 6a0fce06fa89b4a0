import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAddress } from "@/lib/client/address";
import type { PictureReading } from "@/lib/client/picture";
import { usePeersFromLink } from "@/lib/client/peers-link";
import type { App } from "@/lib/shared/apps";
import type { Picture } from "@/lib/shared/picture";
import { Check } from "../ui/check";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { useSelection } from "../ui/use-selection";
import { conversationRows, isQuiet, whyNotRead, type ConversationRow } from "./conversation-rows";
import { ConversationsTable } from "./conversations-table";
import { MarksCheck, OtherPeers, TimelinePanel } from "./lazy";
import { MarkButtons } from "./mark-buttons";
import { PartProblem } from "./part-problem";
import { RawButton, rawCommands } from "./raw-button";
import classes from "./rows.module.css";
import type { Acts } from "./use-acts";

interface Props {
  app: App;
  account: string;
  reading: PictureReading;
  since: Picture | undefined;
  acts: Acts;
  refusal: string | undefined;
}

/** The account's one-to-one conversations, and the ways to mark them read. */
export function ConversationsPanel({ app, account, reading: { known, readAt, reading, waiting, refresh }, since, acts, refusal }: Props) {
  const t = useTranslations("account.conversations");
  const [{ show, ...link }, setAddress] = useAddress("show", "peers", "list");
  const { ids: linked } = usePeersFromLink(link);
  const selection = useSelection(linked);
  const [asked, setPasting] = useState<boolean>();
  const [marks, setMarks] = useState(false);
  const [timeline, setTimeline] = useState<ConversationRow>();
  const part = known?.conversations;
  const list = part?.ok ? part.value.list : [];
  const rows = conversationRows({ list, since, results: acts.results, fresh: readAt > acts.at });
  const loud = rows.filter((row) => !isQuiet(row));
  // Decided once: a filter that turns over by itself takes rows away from under the pointer.
  const [usual, setUsual] = useState<boolean>();
  if (usual === undefined && part?.ok) setUsual(loud.length > 0);
  const onlyUnread = show === "" ? (usual ?? loud.length > 0) : show === "unread";
  const listed = new Set(list.map(({ peer }) => peer));
  const unlisted = part?.ok ? linked.filter((peer) => !listed.has(peer)) : [];
  // A link that names peers whom the list does not show leads to looking for them.
  const pasting = asked ?? unlisted.length > 0;
  const shown = onlyUnread ? loud : rows;
  const unread = rows.filter((row) => row.unread !== null && row.unread > 0);
  const unknown = rows.filter((row) => row.unread === null).length;
  const picked = shown.filter(({ peer }) => selection.has(peer));
  const failures = whyNotRead(rows);

  function mark(targets: ConversationRow[], upTo?: string) {
    acts.mark(targets.map(({ peer, nick, unread: count }) => ({ peer, nick, unread: count })), upTo);
  }

  return (
    <Panel
      flush
      title={t("title")}
      aside={
        <>
          {rows.length > 0 && (
            <Check checked={onlyUnread} onChange={(on) => setAddress({ show: on ? "unread" : "all" })}>
              {t("only")}
            </Check>
          )}
          <MarkButtons picked={picked} unread={unread} refusal={refusal} onMark={mark} />
        </>
      }
    >
      <div className={classes.line}>
        {part?.ok && (
          <output>
            {t("count", { count: list.length, unread: unread.length })}
            {unknown > 0 && ` · ${t("unknown", { count: unknown })}`}
          </output>
        )}{" "}
        <RawButton answers={known?.answers ?? []} command={rawCommands.conversations} about={t("title")} />
      </div>
      <div className={part?.ok && failures.length === 0 ? undefined : classes.inset}>
        {!part && (waiting ? <Skeleton height={160} /> : <EmptyState title={t("failed")} />)}
        {part && !part.ok && <PartProblem error={part.error} reading={reading} onRetry={refresh} />}
        {failures.map((error) => (
          <PartProblem key={error.message} error={error} reading={reading} onRetry={refresh} />
        ))}
        {part?.ok && rows.length === 0 && <EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
        {part?.ok && rows.length > 0 && shown.length === 0 && <EmptyState title={t("nothingUnread")} />}
      </div>
      {shown.length > 0 && <ConversationsTable rows={shown} selection={selection} refusal={refusal} onMark={(row) => mark([row])} onTimeline={setTimeline} />}
      <div className={classes.more}>
        {rows.length > shown.length && (
          <Button variant="subtle" color="gray" size="compact-sm" fw={400} onClick={() => setAddress({ show: "all" })}>
            {t("hidden", { count: rows.length - shown.length })}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" fw={400} aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          {t("others")}
        </Button>
        {/* Where a finding proposes it, it stands there. */}
        {known?.picture && !known.picture.findings.some(({ fix }) => fix?.kind === "check_marks") && !marks && (
          <Button variant="subtle" color="gray" size="compact-sm" fw={400} onClick={() => setMarks(true)}>
            {t("marks")}
          </Button>
        )}
      </div>
      {marks && (
        <div className={classes.inset}>
          <MarksCheck app={app} account={account} start />
        </div>
      )}
      {pasting && (
        <div className={classes.inset}>
          <OtherPeers app={app} account={account} known={[...listed]} initial={unlisted} results={acts.allResults} onMarkRead={(targets) => acts.mark(targets)} />
        </div>
      )}
      {timeline && (
        <TimelinePanel
          app={app}
          account={account}
          peer={timeline.peer}
          nick={timeline.nick}
          onPick={(upTo) => {
            setTimeline(undefined);
            mark([timeline], upTo);
          }}
          onClose={() => setTimeline(undefined)}
        />
      )}
    </Panel>
  );
}
