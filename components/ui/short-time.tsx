"use client";

import { useLocale } from "next-intl";

/** A moment as a table has room for it: the time today, else the day; in full, and as UTC, on hover. For what only ever comes from the browser's own requests. */
export function ShortTime({ at }: { at: string }) {
  const locale = useLocale();
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${date.toLocaleString(locale, { dateStyle: "medium", timeStyle: "medium" })} · ${at.slice(0, 19).replace("T", " ")} UTC`}>
      {shorten(date, locale)}
    </time>
  );
}

function shorten(date: Date, locale: string): string {
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return date.toLocaleTimeString(locale, { timeStyle: "short" });
  return date.toLocaleDateString(locale, { day: "numeric", month: "short", ...(date.getFullYear() !== now.getFullYear() && { year: "numeric" }) });
}
