function decode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** The query string's parameters by their exact name, in whatever order they came; the first of a repeated name counts. */
export function parseQuery(query: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.split("&")) {
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name !== "" && !found.has(name)) found.set(name, equals < 0 ? "" : decode(pair.slice(equals + 1)));
  }
  return found;
}
