import { isWhole } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import { locales, type Locale } from "@/lib/shared/locales";
import type { Picture } from "@/lib/shared/picture";
import type { MarkReadItem } from "@/lib/shared/unread";
import { promiseOf } from "./promise-of";
import { summaryWords } from "./summary-words";

/**
 * What the console found about an account, as plain text for a ticket or the customer, in both languages, the reader's own first.
 * Names the account and no other id but those in the findings' own sentences. A number that could not be read is “unknown”.
 */
export function summaryText({ picture, app, first, done }: { picture: Picture; app: App; first: Locale; done?: Done | undefined }): string {
  return [first, ...locales.filter((locale) => locale !== first)].map((locale) => inLanguage(locale, picture, app, done)).join("\n\n");
}

/** What was done last on the page: the picture before it, and what came of each conversation that was marked read. */
export interface Done {
  before: Picture;
  marked: readonly MarkReadItem[];
}

function inLanguage(locale: Locale, picture: Picture, app: App, done: Done | undefined): string {
  const say = summaryWords[locale];
  const number = (value: number | null) => (value === null ? say.unknown : String(value));
  const lines = [say.title, say.app(app.label, app.sdkAppId, say.environments[app.environment]), say.account(picture.userId), say.at(inUtc(picture.readAt))];
  if (picture.exists === false) lines.push(say.noAccount);
  else {
    const { badge, total, groups, listed, unexplained, mutedGroups, unreadable } = picture.sums;
    if (picture.exists === null) lines.push(say.accountUnchecked);
    lines.push(say.badge(number(badge), number(total), number(groups)), say.oneToOne(number(total), number(listed), number(unexplained)));
    if (done) {
      lines.push(say.done(number(done.before.sums.badge), number(badge)));
      const refused = done.marked.filter((item) => "error" in item).length;
      const changed = done.marked.filter((item) => "effect" in item && item.effect === "changed").length;
      if (done.marked.length > 0) lines.push(say.marked(String(changed), String(refused), String(done.marked.length - changed - refused)));
    }
    if (mutedGroups !== null && mutedGroups > 0) lines.push(say.muted(number(mutedGroups)));
    if (unreadable > 0) lines.push(say.unreadable(number(unreadable)));
    const failed = unreadParts(picture);
    if (failed.length > 0) lines.push(say.notRead(failed.map((part) => say.parts[part]).join(say.separator)));
    if (picture.moved === "moving") lines.push(say.moving);
  }
  if (picture.findings.length > 0) {
    lines.push(say.findings, ...picture.findings.map((finding, index) => say.finding(index + 1, say.verdicts[promiseOf(finding)], finding.title[locale], finding.next[locale])));
  } else if (picture.exists !== false) lines.push(isWhole(picture) ? say.nothing : say.nothingButIncomplete);
  return lines.join("\n");
}

function unreadParts(picture: Picture): ("total" | "conversations" | "groups")[] {
  return (["total", "conversations", "groups"] as const).filter((part) => !picture[part].ok);
}

/** Whoever reads the ticket may be anywhere. */
function inUtc(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")} UTC`;
}
