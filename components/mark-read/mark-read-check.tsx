import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { unreadQueries, useMarkRead } from "@/lib/client/unread";
import type { App } from "@/lib/shared/apps";
import type { MarkReadItem } from "@/lib/shared/unread";
import { useProtection } from "../form/protection";
import { MarkReadPreview } from "./mark-read-preview";
import { MarkReadResults } from "./mark-read-results";

interface Props {
  app: App;
  account: string;
  peers: string[];
  upTo: string | undefined;
  reason: string;
  ticket: string;
  onBack: () => void;
}

/** What would change, and, once sent, what did. What was shown is what is sent. */
export function MarkReadCheck({ app, account, peers, upTo, reason, ticket, onBack }: Props) {
  const now = useQuery({ ...unreadQueries.peers(app.sdkAppId, account, peers), staleTime: 0, refetchOnMount: "always" });
  const markRead = useMarkRead(app.sdkAppId, account);
  const protection = useProtection(false);
  const [done, setDone] = useState<MarkReadItem[]>();

  const sending = useRef(false);

  async function send(wanted: string[]): Promise<void> {
    // The second click of a double one comes before the button knows that it is pressed.
    if (sending.current) return;
    sending.current = true;
    const because = { ...(upTo && { upTo }), ...(reason && { reason }), ...(ticket && { ticket }) };
    const { results } = await protection.send((answer) => markRead.mutateAsync({ peers: wanted, ...because, ...answer })).catch(() => ({ results: null }));
    sending.current = false;
    // Why the whole of it failed is on the mutation, and shown with it.
    if (results) setDone((before) => replaceResults(before, results));
  }

  const facts = { app, account, upTo, reason, ticket };
  if (done) return <MarkReadResults facts={facts} results={done} sending={markRead.isPending} error={markRead.error} onRetry={send} onBack={onBack} />;
  return <MarkReadPreview facts={facts} now={now} protection={protection} sending={markRead.isPending} error={markRead.error} onSend={send} onBack={onBack} />;
}

/** A second try replaces the rows it was about. */
function replaceResults(before: MarkReadItem[] | undefined, fresh: MarkReadItem[]): MarkReadItem[] {
  if (!before) return fresh;
  const byPeer = new Map(fresh.map((item) => [item.peer, item]));
  return before.map((item) => byPeer.get(item.peer) ?? item);
}
