"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** A moment in the reader's own time zone, with UTC on hover. The server does not know the zone, so it sends UTC. */
export function LocalTime({ at, timeOnly = false }: { at: string; timeOnly?: boolean }) {
  const locale = useLocale();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const date = new Date(at);
  const utc = `${at.slice(0, 19).replace("T", " ")} UTC`;
  return (
    <time dateTime={at} title={utc}>
      {inBrowser ? date.toLocaleString(locale, timeOnly ? { timeStyle: "medium" } : { dateStyle: "medium", timeStyle: "medium" }) : utc}
    </time>
  );
}
