import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { useReadPeers } from "@/lib/client/unread";
import type { App } from "@/lib/shared/apps";
import { formatPeers } from "@/lib/shared/peers";
import { PeersUnreadInput, type ConversationUnread } from "@/lib/shared/unread";
import { Form, FormActions } from "../form/form";
import { PeersField } from "../form/peers-field";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { PeersToReadText } from "../form/values";
import { useRefusal } from "../shell/use-refusal";
import classes from "./find-missing.module.css";
import type { MarkReadTarget } from "./mark-read-targets";
import { PeersTable, resultsBetween, unreadTargets, type PeerResults, type PeerRow } from "./peers-table";

const Values = z.object({ peers: z.pipe(PeersToReadText, PeersUnreadInput.shape.peers) });

interface Props {
  app: App;
  account: string;
  /** Peers on screen already; among the pasted ones they are named as such. */
  known: string[];
  /** Peers that a link names, to begin with. */
  initial?: readonly string[];
  /** What marking read has done to some of them. */
  results?: PeerResults;
  onMarkRead: (targets: MarkReadTarget[]) => void;
}

/** Reads conversations with pasted peers, which the account's own list may not show, and leads to marking them read. */
export function OtherPeers({ app, account, known, initial = [], results, onMarkRead }: Props) {
  const t = useTranslations("acts.peers");
  const refusal = useRefusal("unread:write");
  const read = useReadPeers(app.sdkAppId, account);
  const form = useForm({ resolver: schemaResolver(Values), defaultValues: { peers: formatPeers(initial) } });
  const { submit, problem } = useSubmit(form, ({ peers }) => read.mutateAsync(peers));
  const shown = new Set(known);
  const rows = read.data?.conversations.map((one) => toRow(one, shown.has(one.peer) ? t("listed") : undefined)) ?? [];
  // What an earlier act did is older than what was read now.
  const done = results && resultsBetween(results, read.submittedAt);
  const left = unreadTargets(rows, done);
  return (
    <div className={classes.search}>
      <Form form={form} onSubmit={submit} problem={problem} label={t("label")}>
        <PeersField name="peers" label={t("field")} description={t("hint")} required />
        <FormActions note={t("perCall")}>
          <Button type="submit" variant="default" loading={form.formState.isSubmitting}>
            {t("submit")}
          </Button>
        </FormActions>
      </Form>
      <output className={classes.quiet}>{read.data && t("answer", { count: rows.length, unread: left.length })}</output>
      {rows.length > 0 && (
        <div className={classes.rows}>
          <PeersTable caption={t("label")} rows={rows} results={done} blockedBy={refusal && "peers-refusal"} onMarkRead={onMarkRead} />
        </div>
      )}
      <div className={classes.line}>
        {left.length > 1 && (
          <Button disabled={refusal !== undefined} onClick={() => onMarkRead(left)} {...(refusal && { "aria-describedby": "peers-refusal" })}>
            {t("markAll", { count: left.length })}
          </Button>
        )}
        {refusal && rows.length > 0 && (
          <span id="peers-refusal" className={classes.quiet}>
            {refusal}
          </span>
        )}
      </div>
    </div>
  );
}

function toRow(one: ConversationUnread, note: string | undefined): PeerRow {
  return "unread" in one ? { peer: one.peer, nick: null, unread: one.unread, note } : { peer: one.peer, nick: null, unread: null, error: one.error };
}
