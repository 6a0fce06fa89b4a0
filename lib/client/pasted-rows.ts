import { useState, useSyncExternalStore } from "react";

const prefix = "unread-console.pasted-rows.";
/** Browsers keep some five million characters of a site in all. */
const longest = 1_000_000;

/** Rows that were pasted as state that this tab keeps, for `owner` alone. Very long ones last as long as the page. */
export function usePastedRows(owner: string): { text: string; setText: (text: string) => void; forget: () => void } {
  const kept = useSyncExternalStore(
    () => () => {},
    () => read(prefix + owner),
    () => "",
  );
  const [typed, type] = useState<string>();
  return {
    text: typed ?? kept,
    setText: (text) => {
      type(text);
      write(prefix + owner, text);
    },
    /** For the next visit: this page goes on showing them. */
    forget: () => write(prefix + owner, ""),
  };
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, text: string): void {
  try {
    if (text === "" || text.length > longest) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // A full or forbidden store: they are gone with the page.
  }
}
