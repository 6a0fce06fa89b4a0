import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AppError } from "@/lib/shared/errors";
import type { PeersUnread } from "@/lib/shared/unread";
import { FormActions } from "../form/form";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { MarkReadFacts, type MarkReadFactsValues } from "./mark-read-facts";
import { MarkReadPreviewTable } from "./mark-read-preview-table";

interface Props {
  facts: MarkReadFactsValues;
  now: UseQueryResult<PeersUnread, AppError>;
  sending: boolean;
  /** Why nothing of it was done. */
  error: AppError | null;
  onSend: (peers: string[]) => void;
  onBack: () => void;
}

/** What would change. Nothing has been sent; the one button that sends says for how many. */
export function MarkReadPreview({ facts, now, sending, error, onSend, onBack }: Props) {
  const t = useTranslations("markRead.check");
  const refusal = useRefusal("unread:write");
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const conversations = now.data?.conversations ?? [];
  // What is 0 already would only fire the webhook once more.
  const selected = chosen ?? new Set(conversations.filter((one) => !("unread" in one && one.unread === 0)).map(({ peer }) => peer));
  const picked = conversations.flatMap(({ peer }) => (selected.has(peer) ? [peer] : []));
  const blocked = refusal ?? (now.data && picked.length === 0 ? t("none") : undefined);
  return (
    <Panel title={t("title")}>
      <MarkReadFacts {...facts} />
      {now.isPending && (
        <>
          <output>{t("reading")}</output>
          <Skeleton height={120} />
        </>
      )}
      {now.error && !now.data && <Problem error={now.error} />}
      {now.data && (
        <>
          <MarkReadPreviewTable conversations={conversations} bounded={facts.upTo !== undefined} selected={selected} onSelect={setChosen} />
          {facts.upTo !== undefined && <Notice>{t("atMost")}</Notice>}
          <Notice tone="warn">{t("warning", { count: picked.length })}</Notice>
        </>
      )}
      {error && <Problem error={error} />}
      <FormActions note={blocked && <span id="send-refusal">{blocked}</span>}>
        <Button disabled={!now.data || blocked !== undefined} loading={sending} onClick={() => onSend(picked)} {...(blocked && { "aria-describedby": "send-refusal" })}>
          {t("submit", { count: picked.length })}
        </Button>
        <Button variant="default" disabled={sending} onClick={onBack}>
          {t("back")}
        </Button>
      </FormActions>
    </Panel>
  );
}
