const separator = String.raw`[\s,;|、，；｜]`;
const holdsSeparator = new RegExp(separator, "u");
/** An id in quotes, or else everything up to the next separator: a quote inside a word is part of the id. */
const written = new RegExp(String.raw`"((?:[^"]|"")*)"(?=${separator}|$)|[^${separator.slice(1, -1)}]+`, "gu");

/**
 * The ids in a pasted text, in order, each once. Any white space, comma, semicolon, bar or their Chinese forms separate;
 * an id that itself holds one of those is written in double quotes (`"a, b"`, a quote inside doubled).
 */
export function parsePeers(text: string): string[] {
  const found = new Set<string>();
  for (const [plain, quoted] of text.matchAll(written)) found.add(quoted?.replaceAll('""', '"') ?? plain);
  found.delete("");
  return [...found];
}

/** The text that `parsePeers` reads back as these ids. */
export function formatPeers(ids: readonly string[]): string {
  return ids.map((id) => (holdsSeparator.test(id) || id.startsWith('"') ? `"${id.replaceAll('"', '""')}"` : id)).join("\n");
}
