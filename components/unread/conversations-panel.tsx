import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useAddress } from "@/lib/client/address";
import { peersToLink } from "@/lib/client/peers-link";
import { pageHref } from "@/lib/client/paths";
import type { AppError } from "@/lib/shared/errors";
import type { ConversationUnread } from "@/lib/shared/unread";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { useRefusal } from "../shell/use-refusal";
import { Check } from "../ui/check";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { useSelection } from "../ui/use-selection";
import classes from "./conversations-panel.module.css";
import { ConversationsTable } from "./conversations-table";

interface Props {
  account: string;
  conversations: ConversationUnread[] | undefined;
  error: AppError | null;
}

/** The conversations asked about, and the way to mark some of them read. */
export function ConversationsPanel({ account, conversations, error }: Props) {
  const t = useTranslations("unread");
  const refusal = useRefusal("unread:write");
  const { wanted } = useChosenApp();
  const [{ only, ticket, reason }, setAddress] = useAddress("only", "ticket", "reason");
  const all = conversations ?? [];
  const unread = all.filter((one) => "unread" in one && one.unread > 0);
  const selection = useSelection(unread.map(({ peer }) => peer));
  const failed = all.filter((one) => "error" in one).length;
  const shown = only === "unread" ? all.filter((one) => "error" in one || one.unread > 0) : all;
  const picked = all.flatMap(({ peer }) => (selection.has(peer) ? [peer] : []));
  const blocked = refusal ?? (picked.length === 0 ? t("selectFirst") : undefined);
  return (
    <Panel
      flush
      title={t("table.title")}
      aside={
        <>
          <Check checked={only === "unread"} onChange={(on) => setAddress({ only: on ? "unread" : "" })}>
            {t("table.only")}
          </Check>
          {blocked ? (
            <Button disabled aria-describedby="mark-read-refusal">
              {t("markAll")}
            </Button>
          ) : (
            <Button component={Link} href={pageHref("/mark-read", { app: wanted, account, ...peersToLink(picked), ticket, reason })}>
              {t("markRead", { count: picked.length })}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.line}>
        <output>
          {conversations && t("table.count", { count: all.length, unread: unread.length })}
          {failed > 0 && ` · ${t("table.failed", { count: failed })}`}
        </output>
        {blocked && conversations && <span id="mark-read-refusal">{blocked}</span>}
      </div>
      {!conversations && !error && (
          <div className={classes.inset}>
            <Skeleton height={120} />
          </div>
        )}
      {error && !conversations && (
        <div className={classes.inset}>
          <Problem error={error} />
        </div>
      )}
      {conversations && shown.length === 0 && <EmptyState title={t("table.none")} />}
      {shown.length > 0 && <ConversationsTable conversations={shown} selection={selection} />}
    </Panel>
  );
}
