import { MantineProvider } from "@mantine/core";
import { NextIntlClientProvider } from "next-intl";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { KeySheet } from "@/components/shell/key-sheet";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";

test.each([
  { locale: "en" as const, messages: en, says: ["Keyboard", "Search for an account, group or page", "Show this list"] },
  { locale: "zh-CN" as const, messages: zhCN, says: ["键盘快捷键", "搜索账号、群组或页面", "显示此列表"] },
])("the sheet of keys stays closed until it is asked for, and names every key in $locale", ({ locale, messages, says }) => {
  const spoken = { locale, messages, timeZone: "UTC", children: createElement(MantineProvider, null, createElement(KeySheet)) };
  const html = renderToStaticMarkup(createElement(NextIntlClientProvider, spoken));
  expect(html).toMatch(/<dialog(?![^>]*\sopen)/);
  expect([...html.matchAll(/<kbd[^>]*>([^<]+)/g)].map(([, key]) => key)).toEqual(["/", "Ctrl K", "⌘ K", "↑", "↓", "Enter", "?", "Esc"]);
  for (const words of says) expect(html).toContain(words);
});
