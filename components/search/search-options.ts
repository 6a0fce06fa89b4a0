import type { Recent } from "@/lib/client/recents";
import { accountHref, groupHref, pageHref } from "@/lib/client/paths";
import type { PageKey } from "../shell/pages";
import { readSearch, type SearchTarget } from "./read-search";

export interface PageName {
  key: PageKey;
  path: string;
  name: string;
  /** Other words for it, in either language. */
  words: string;
}

export type SearchOption =
  | { section: "open"; href: string; target: SearchTarget; name: string | null }
  | { section: "recent"; href: string; recent: Recent }
  | { section: "pages"; href: string; page: PageName };

interface Question {
  text: string;
  /** As links carry it. */
  app: string;
  recents: readonly Recent[];
  pages: readonly PageName[];
}

const mostRecents = 8;

/** What can be opened for `text`, section by section, the first being what Enter opens. Nothing typed: what was opened last, and every page. */
export function searchOptions({ text, app, recents, pages }: Question): SearchOption[] {
  const typed = text.trim().toLowerCase();
  const targets = openable(text, app, recents);
  const opened = new Set(targets.map(({ href }) => href));
  const recent: SearchOption[] = recents
    .filter(({ id, name }) => id.toLowerCase().includes(typed) || name?.toLowerCase().includes(typed) === true)
    .map((one) => ({ section: "recent" as const, href: recentHref(one, app), recent: one }))
    .filter(({ href }) => !opened.has(href))
    .slice(0, mostRecents);
  const named: SearchOption[] = pages
    .filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(typed))
    .map((page) => ({ section: "pages", href: pageHref(page.path, { app }), page }));
  // A page's whole name is the page, though any word may be somebody's id.
  const meant = pages.some(({ name }) => name.toLowerCase() === typed);
  return meant ? [...named, ...targets, ...recent] : [...targets, ...recent, ...named];
}

/** Leads to where a recent look-up led. */
export function recentHref({ kind, id }: Recent, app: string): string {
  return kind === "group" ? groupHref(id, app) : accountHref(id, app);
}

/** The typed ids as targets. One that was opened before comes first as what it was, with the name it had. */
function openable(text: string, app: string, recents: readonly Recent[]): SearchOption[] {
  const options = readSearch(text, app).map((target) => {
    const known = recents.find((recent) => (target.kind === "account" || target.kind === "group") && recentHref(recent, app) === target.href);
    return { known, option: { section: "open" as const, href: target.href, target, name: known?.name ?? null } };
  });
  return [...options.filter(({ known }) => known), ...options.filter(({ known }) => !known)].map(({ option }) => option);
}
