import { useSyncExternalStore } from "react";
import * as z from "zod/mini";

const Recent = z.object({ kind: z.enum(["account", "group"]), app: z.string(), id: z.string(), name: z.nullable(z.string()) });
const Recents = z.array(Recent);

/** An account or group that was looked up in this browser; `name` is what it was called then, `null` where nobody knew. */
export type Recent = z.infer<typeof Recent>;

const storageKey = "unread-console.recents";
/** Per app, so that work in one does not push the other's out. */
const most = 20;
const none: readonly Recent[] = [];

const listeners = new Set<() => void>();
/** What the store holds, read once per change. Where there is no store, all there is. */
let held: { text: string | null; recents: readonly Recent[] } = { text: null, recents: none };

/** Puts a look-up on top of the recent ones, at most 20 per app. A name that was known stays when nobody knows it now. Never throws. */
export function rememberRecent(entry: Recent): void {
  const recents = read();
  const known = recents.find((other) => isSame(other, entry));
  const next = { kind: entry.kind, app: entry.app, id: entry.id, name: entry.name ?? known?.name ?? null };
  // Saying the same again moves nothing, so that a page may say it as often as it is drawn.
  if (known && known.name === next.name && ofApp(recents, entry.app)[0] === known) return;
  const others = recents.filter((other) => !isSame(other, entry));
  write([...[next, ...ofApp(others, entry.app)].slice(0, most), ...others.filter(({ app }) => app !== entry.app)]);
}

/** Forgets what was looked up: of one app, of one kind, or of both; everything when neither is named. */
export function clearRecents({ app, kind }: { app?: string; kind?: Recent["kind"] | undefined } = {}): void {
  write(read().filter((recent) => (app !== undefined && recent.app !== app) || (kind !== undefined && recent.kind !== kind)));
}

/** What was looked up in `app`, newest first; every tab of this browser sees the same. Nothing on the server, and in a browser that keeps nothing. */
export function useRecents(app: string): readonly Recent[] {
  return ofApp(
    useSyncExternalStore(subscribe, read, () => none),
    app,
  );
}

/** The same at this moment, for what is not drawn. */
export function listRecents(app: string): readonly Recent[] {
  return ofApp(read(), app);
}

function ofApp(recents: readonly Recent[], app: string): readonly Recent[] {
  return recents.filter((recent) => recent.app === app);
}

function isSame(one: Recent, other: Recent): boolean {
  return one.kind === other.kind && one.app === other.app && one.id === other.id;
}

function read(): readonly Recent[] {
  const text = readStore();
  if (text === undefined || text === held.text) return held.recents;
  held = { text, recents: parse(text) };
  return held.recents;
}

/** `undefined`: there is no store to ask. */
function readStore(): string | null | undefined {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return undefined;
  }
}

/** Anybody may have written there, an older console for instance: what is not understood is forgotten. */
function parse(text: string | null): readonly Recent[] {
  try {
    const parsed = Recents.safeParse(JSON.parse(text ?? "[]"));
    return parsed.success ? parsed.data : none;
  } catch {
    return none;
  }
}

function write(recents: readonly Recent[]): void {
  const text = JSON.stringify(recents);
  try {
    if (recents.length === 0) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, text);
  } catch {
    // A full or forbidden store: they last as long as this tab, or until the store holds something else.
  }
  held = { text: readStore() ?? null, recents };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const otherTab = ({ key }: StorageEvent) => {
    // `null`: everything was cleared.
    if (key === storageKey || key === null) listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", otherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", otherTab);
  };
}
