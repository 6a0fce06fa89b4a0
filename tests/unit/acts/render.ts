import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ConsoleProvider } from "@/components/shell/console-context";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import type { Environment } from "@/lib/shared/apps";
import type { Role } from "@/lib/shared/roles";

export const anApp = (environment: Environment = "sandbox") => ({ sdkAppId: "1400000001", label: "Test Chat", environment });

/** What a part of the console first draws, as the person named would see it. */
export function render(part: ReactElement, { role = "agent", requireReason = true, locale = "en" }: { role?: Role; requireReason?: boolean; locale?: "en" | "zh-CN" } = {}): string {
  const facts = { me: { name: "ann", role }, apps: [anApp()], requireReason, readOnly: false };
  const themed = createElement(MantineProvider, null, createElement(QueryClientProvider, { client: new QueryClient() }, ConsoleProvider({ facts, children: part })));
  const spoken = { locale, messages: locale === "en" ? en : zhCN, timeZone: "UTC", children: themed };
  return renderToStaticMarkup(createElement(NextIntlClientProvider, spoken));
}

/** The text a reader sees, tags away. */
export function textOf(html: string): string {
  return html.replaceAll(/<style[^>]*>.*?<\/style>/gs, "").replaceAll(/<[^>]*>/g, " ").replaceAll("&#x27;", "'").replaceAll(/\s+/g, " ");
}

/** The button whose words match, as HTML. */
export function buttonIn(html: string, words: RegExp): string {
  return [...html.matchAll(/<button.*?<\/button>/gs)].map(([button]) => button).find((button) => words.test(textOf(button))) ?? "";
}
