import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookie, pickLocale } from "@/lib/shared/locales";
import en from "./messages/en.json";
import zhCN from "./messages/zh-CN.json";

const catalogs = { en, "zh-CN": zhCN };

/** The language of this request: the one chosen before, else the best the browser asks for. */
export default getRequestConfig(async () => {
  const [cookieJar, requestHeaders] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(cookieJar.get(localeCookie)?.value, requestHeaders.get("accept-language"));
  // Times are formatted in the browser, in its own zone; the server only needs to agree with itself.
  return { locale, messages: catalogs[locale], timeZone: "UTC" };
});
