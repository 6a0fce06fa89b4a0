import "server-only";

/** `text` as the database will give it back: it stores no NUL and no half of a surrogate pair, and no byte order mark in front. */
export function legible(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD").replace(/^\uFEFF+/, "");
}
