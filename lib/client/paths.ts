/** A path below `/api` with every segment encoded: ids may hold `/`, `#`, `%` and `?`. */
export function apiPath(...segments: string[]): string {
  return ["/api", ...segments.map(encodeURIComponent)].join("/");
}

/** A page's address with the values that are given, in the order given. */
export function pageHref(page: string, values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text === "" ? page : `${page}?${text}`;
}

/** What a segment of a page's address says: Next hands it to the page as it stands there. One that is badly written is taken as it is. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
