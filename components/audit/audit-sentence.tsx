import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/shared/audit";

/** Who did what to whom. What did not happen reads “tried to”. */
export function AuditSentence({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const { actor, account, peer, groupId, asked, action } = entry;
  const happened = entry.outcome === "ok" ? "sentence" : "tried";
  const parts = {
    actor: () => <strong key="actor">{actor}</strong>,
    account: () => <code key="account">{account}</code>,
    peer: () => <code key="peer">{peer}</code>,
    group: () => <code key="group">{groupId}</code>,
    asked: asked ?? 0,
    action,
  };
  if (action === "conversation.mark_read" && account !== null) return t.rich(peer === null ? `${happened}.markReadAll` : `${happened}.markRead`, parts);
  if (action === "group.set_unread" && account !== null && groupId !== null) {
    return t.rich(happened === "tried" && asked !== null ? "tried.setUnreadTo" : `${happened}.setUnread`, parts);
  }
  if (action === "session.sign_in") return t.rich(`${happened}.signIn`, parts);
  return t.rich(account === null ? `${happened}.other` : `${happened}.otherAccount`, parts);
}
