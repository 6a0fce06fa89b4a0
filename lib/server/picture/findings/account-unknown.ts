import "server-only";
import { both } from "@/lib/shared/bilingual";
import { finder } from "./facts";

/** IM said that it has no account of this id. */
export const findAccountUnknown = finder(10, ({ exists, userId }) => {
  if (exists !== false) return null;
  return {
    code: "account_unknown",
    verdict: "not_from_server",
    title: both("IM knows no account with this id in this app: it was deleted, was never imported, or the id is misspelt.", "该应用中没有此账号：可能已被删除、从未导入，或账号 ID 有误。"),
    next: both("Check the spelling (capitals count) and the app chosen. After a migration, check whether the account was imported.", "请检查账号 ID（区分大小写）和所选应用；如刚完成迁移，请确认该账号已导入。"),
    evidence: [{ label: both("Account", "账号"), value: userId, account: userId }],
    fix: null,
  };
});
