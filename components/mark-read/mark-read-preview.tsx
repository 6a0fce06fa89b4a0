import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { AppError } from "@/lib/shared/errors";
import type { ConversationUnread, PeersUnread } from "@/lib/shared/unread";
import { FormActions } from "../form/form";
import { isProtectionError, type Protection, ProtectionCheck } from "../form/protection";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { useSelection } from "../ui/use-selection";
import { MarkReadFacts, type MarkReadFactsValues } from "./mark-read-facts";
import { MarkReadPreviewTable } from "./mark-read-preview-table";

interface Props {
  facts: MarkReadFactsValues;
  now: UseQueryResult<PeersUnread, AppError>;
  protection: Protection;
  sending: boolean;
  /** Why nothing of it was done. */
  error: AppError | null;
  onSend: (peers: string[]) => void;
  onBack: () => void;
}

/** What would change. Nothing has been sent; the one button that sends says for how many. */
export function MarkReadPreview({ facts, now, protection, sending, error, onSend, onBack }: Props) {
  const t = useTranslations();
  const refusal = useRefusal("unread:write");
  // What another page read minutes ago is not "now": only numbers read for this preview stand in it.
  const conversations = now.isFetching || now.error ? undefined : now.data?.conversations;
  const waiting = (conversations ?? []).filter((one) => !isZero(one)).map(({ peer }) => peer);
  // What is 0 already would only fire the webhook once more.
  const selection = useSelection(waiting);
  const picked = (conversations ?? []).flatMap(({ peer }) => (selection.has(peer) ? [peer] : []));
  const nothing = conversations && picked.length === 0 ? t(waiting.length === 0 ? "markRead.check.none" : "unread.selectFirst") : undefined;
  const blocked = refusal ?? nothing ?? (protection.open ? t("acts.protection.first") : undefined);
  return (
    <Panel title={t("markRead.check.title")}>
      <MarkReadFacts {...facts} />
      {now.isFetching && (
        <>
          <output>{t("markRead.check.reading")}</output>
          <Skeleton height={120} />
        </>
      )}
      {now.error && !now.isFetching && <Problem error={now.error} />}
      {conversations && (
        <>
          <MarkReadPreviewTable conversations={conversations} bounded={facts.upTo !== undefined} selection={selection} />
          {facts.upTo !== undefined && <Notice>{t("markRead.check.atMost")}</Notice>}
          {picked.length > 0 && <Notice tone="warn">{t("markRead.check.warning", { count: picked.length })}</Notice>}
        </>
      )}
      {error && !isProtectionError(error) && <Problem error={error} />}
      <ProtectionCheck protection={protection} account={facts.account} app={facts.app.label} />
      <FormActions note={blocked && <span id="send-refusal">{blocked}</span>}>
        <Button disabled={!conversations || blocked !== undefined} loading={sending} onClick={() => onSend(picked)} {...(blocked && { "aria-describedby": "send-refusal" })}>
          {t("markRead.check.submit", { count: picked.length })}
        </Button>
        {now.error && (
          <Button variant="default" loading={now.isFetching} onClick={() => void now.refetch()}>
            {t("common.tryAgain")}
          </Button>
        )}
        <Button variant="default" disabled={sending} onClick={onBack}>
          {t("markRead.check.back")}
        </Button>
      </FormActions>
    </Panel>
  );
}

function isZero(one: ConversationUnread): boolean {
  return "unread" in one && one.unread === 0;
}
