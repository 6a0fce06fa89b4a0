import { accountHref, groupHref, pageHref } from "@/lib/client/paths";
import { peersToLink } from "@/lib/client/peers-link";
import { GroupId, UserId } from "@/lib/shared/ids";
import { parsePeers } from "@/lib/shared/peers";

export type SearchTarget =
  | { kind: "account"; account: string; href: string }
  | { kind: "group"; group: string; href: string }
  | { kind: "peers"; account: string; count: number; href: string }
  | { kind: "member"; group: string; member: string; href: string };

const toAccount = (account: string, app: string): SearchTarget[] => (UserId.safeParse(account).success ? [{ kind: "account", account, href: accountHref(account, app) }] : []);
const toGroup = (group: string, app: string): SearchTarget[] => (GroupId.safeParse(group).success ? [{ kind: "group", group, href: groupHref(group, app) }] : []);

/**
 * What a pasted text may ask for, the likeliest first; nothing if it holds no id. An id that does not say what it is may be an
 * account's or that of a group which chose its own; several ids are an account and its peers, or a group and one of its members.
 */
export function readSearch(text: string, app: string): SearchTarget[] {
  const ids = parsePeers(text);
  const group = ids.find((id) => id.startsWith("@TGS#"));
  const [first, ...others] = ids.filter((id) => !id.startsWith("@TGS#"));
  if (group !== undefined) {
    const member: SearchTarget[] = first !== undefined && UserId.safeParse(first).success ? [{ kind: "member", group, member: first, href: groupHref(group, app, { member: first }) }] : [];
    return [...member, ...toGroup(group, app)];
  }
  if (first === undefined) return [];
  if (others.length === 0) return [...toAccount(first, app), ...toGroup(first, app)];
  const peers: SearchTarget[] = UserId.safeParse(first).success ? [{ kind: "peers", account: first, count: others.length, href: pageHref("/unread", { app, account: first, ...peersToLink(others) }) }] : [];
  // Ids may hold blanks; one that has nothing else between its words may be one.
  const whole = text.trim();
  return /[,;|"]/u.test(whole) ? peers : [...peers, ...toAccount(whole, app), ...toGroup(whole, app)];
}
