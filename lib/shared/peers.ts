const separators = /[\s,;|、，；\u3000]+/u;

/**
 * The ids in a pasted text, in order, each once. Any white space, comma, semicolon, bar or their Chinese forms separate;
 * an id that itself holds one of those is written in double quotes (`"a, b"`, a quote inside doubled).
 */
export function parsePeers(text: string): string[] {
  const found = new Set<string>();
  const quoted = /"((?:[^"]|"")*)"/gu;
  let from = 0;
  const addPlain = (part: string) => {
    for (const id of part.split(separators)) if (id !== "") found.add(id);
  };
  for (const match of text.matchAll(quoted)) {
    const before = text.slice(from, match.index);
    // A quote in the middle of a word is part of an id, not the start of a quotation.
    if (before !== "" && !separators.test(before.slice(-1))) continue;
    addPlain(before);
    const id = (match[1] ?? "").replaceAll('""', '"');
    if (id !== "") found.add(id);
    from = match.index + match[0].length;
  }
  addPlain(text.slice(from));
  return [...found];
}

/** The text that `parsePeers` reads back as these ids. */
export function formatPeers(ids: readonly string[]): string {
  return ids.map((id) => (separators.test(id) || id.startsWith('"') ? `"${id.replaceAll('"', '""')}"` : id)).join("\n");
}
