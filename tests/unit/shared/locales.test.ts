import { expect, test } from "vitest";
import { pickLocale } from "@/lib/shared/locales";
import { requestLocale } from "@/lib/server/translate";

test.each([
  ["nothing", undefined, null, "en"],
  ["an empty wish", undefined, "", "en"],
  ["a language we lack", undefined, "fr-FR, de;q=0.8", "en"],
  ["Chinese", undefined, "zh", "zh-CN"],
  ["Chinese as used in Singapore", undefined, "zh-SG,zh;q=0.9,en;q=0.8", "zh-CN"],
  ["English before Chinese", undefined, "en-US,zh;q=0.9", "en"],
  ["Chinese before English, written the other way round", undefined, "en;q=0.3, zh-CN;q=0.7", "zh-CN"],
  ["a language we lack, then Chinese", undefined, "fr, zh-TW;q=0.5, en;q=0.4", "zh-CN"],
  ["anything but Chinese", undefined, "zh;q=0, *", "en"],
  ["a quality that is no number", undefined, "zh;q=high, en;q=0.1", "en"],
  ["another spelling", undefined, "ZH-cn", "zh-CN"],
  ["a chosen language against the browser's", "en", "zh-CN", "en"],
  ["a chosen language we lack", "fr", "zh-CN", "zh-CN"],
])("answers the reader of %s", (_who, chosen, acceptLanguage, locale) => {
  expect(pickLocale(chosen, acceptLanguage)).toBe(locale);
});

test.each([
  ["locale=zh-CN", "zh-CN"],
  ["a=b; locale=zh-CN; c=d", "zh-CN"],
  ["mylocale=zh-CN", "en"],
  ["locale=", "en"],
  ["", "en"],
])("finds the chosen language in the cookies %j", (cookie, locale) => {
  expect(requestLocale(new Request("http://console.test/", { headers: { cookie, "accept-language": "en" } }))).toBe(locale);
});
