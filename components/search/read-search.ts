import { peersToLink } from "@/lib/client/peers-link";
import { pageHref } from "@/lib/client/paths";
import { parsePeers } from "@/lib/shared/peers";

export type SearchTarget =
  | { kind: "empty" }
  | { kind: "account"; account: string; href: string }
  | { kind: "peers"; account: string; count: number; href: string }
  | { kind: "group"; group: string; href: string }
  | { kind: "member"; group: string; member: string; href: string };

const isGroupId = (id: string) => id.startsWith("@TGS#");

/** What a pasted text asks for: an account, an account and its peers, a group, or a group and one of its members. */
export function readSearch(text: string, app: string): SearchTarget {
  const ids = parsePeers(text);
  const group = ids.find(isGroupId);
  const [account, ...peers] = ids.filter((id) => !isGroupId(id));
  if (group !== undefined) {
    const href = pageHref("/group-unread", { app, group, member: account });
    return account === undefined ? { kind: "group", group, href } : { kind: "member", group, member: account, href };
  }
  if (account === undefined) return { kind: "empty" };
  if (peers.length === 0) return { kind: "account", account, href: pageHref("/unread", { app, account }) };
  return { kind: "peers", account, count: peers.length, href: pageHref("/unread", { app, account, ...peersToLink(peers) }) };
}

/** The same text read as the id of a group that chose its own id, which looks like any account's. */
export function groupHref(text: string, app: string): string {
  return pageHref("/group-unread", { app, group: text.trim() });
}
