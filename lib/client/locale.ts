import { localeCookie, type Locale } from "@/lib/shared/locales";

/** Keeps the chosen language for a year, for pages and for what the server says. */
export function rememberLocale(locale: Locale): void {
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=31536000; samesite=lax`;
}
