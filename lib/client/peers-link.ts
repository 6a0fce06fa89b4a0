import { useSyncExternalStore } from "react";
import { formatPeers, parsePeers } from "@/lib/shared/peers";

/** What fits into an address twice over: servers take 16 KB of headers, and Next sends the address in two of them. */
const longestInLink = 2_000;
const prefix = "unread-console.peers.";

export interface PeersLink {
  peers: string;
  list: string;
}

/** The query values that carry these ids: the ids themselves or, where they are too many, the name of a list kept in this tab. */
export function peersToLink(ids: readonly string[]): PeersLink {
  if (ids.length === 0) return { peers: "", list: "" };
  const text = formatPeers(ids).replaceAll("\n", ",");
  if (text.length <= longestInLink) return { peers: text, list: "" };
  const list = String(hash(text));
  try {
    sessionStorage.setItem(prefix + list, text);
  } catch {
    // A full or forbidden store: the page that is led to says that the list is gone.
  }
  return { peers: "", list };
}

/** The ids an address carries. `gone`: it names a list that this tab does not have. */
export function usePeersFromLink({ peers, list }: PeersLink): { ids: string[]; gone: boolean } {
  const stored = useSyncExternalStore(
    () => () => {},
    () => (list === "" ? null : sessionStorage.getItem(prefix + list)),
    () => undefined,
  );
  if (list === "") return { ids: parsePeers(peers), gone: false };
  return { ids: parsePeers(stored ?? ""), gone: stored === null };
}

function hash(text: string): number {
  let value = 5381;
  for (let index = 0; index < text.length; index += 1) value = (value * 33 + text.charCodeAt(index)) % 4_294_967_296;
  return value;
}
