export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

/** Remembers the chosen language. */
export const localeCookie = "locale";

/** The chosen language if there is one, else the best the browser asks for, else English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null | undefined): Locale {
  const known = locales.find((locale) => locale === chosen);
  if (known) return known;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", quality] = entry.trim().split(/;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return "en";
}
