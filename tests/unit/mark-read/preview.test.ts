import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, QueryObserver } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkReadCheck } from "@/components/mark-read/mark-read-check";
import { MarkReadPreview } from "@/components/mark-read/mark-read-preview";
import { ConsoleProvider } from "@/components/shell/console-context";
import en from "@/lib/i18n/messages/en.json";
import { unreadQueries } from "@/lib/client/unread";
import type { AppError } from "@/lib/shared/errors";
import type { ConversationUnread, PeersUnread } from "@/lib/shared/unread";

const app = { sdkAppId: "1400000001", label: "Test Chat", environment: "sandbox" as const };
const facts = { me: { name: "ann", role: "agent" as const }, apps: [app], requireReason: true, readOnly: false };
const asked = { app, account: "alice", upTo: undefined, reason: "stuck", ticket: "" };
const protection = { open: false, asked: false, learned: false, confirmed: false, confirm: () => undefined, send: <T>(request: (answer: object) => Promise<T>) => request({}) };
const query = unreadQueries.peers(app.sdkAppId, "alice", ["bob", "carol"]);

function render(part: ReactElement, client = new QueryClient()): string {
  const inside = ConsoleProvider({ facts, children: part });
  const themed = createElement(MantineProvider, null, createElement(QueryClientProvider, { client }, inside));
  const spoken = { locale: "en" as const, messages: en, timeZone: "UTC", children: themed };
  return renderToStaticMarkup(createElement(NextIntlClientProvider, spoken));
}

function preview(conversations: ConversationUnread[]): string {
  const observer = new QueryObserver<PeersUnread, AppError>(new QueryClient(), { queryKey: ["now"], enabled: false, initialData: { userId: "alice", conversations } });
  return render(createElement(MarkReadPreview, { facts: asked, now: observer.getCurrentResult(), protection, sending: false, error: null, onSend: () => undefined, onBack: () => undefined }));
}

const sendButton = (html: string) => /<button[^>]*>(?:(?!<\/button>).)*Mark \d+ conversations? read/.exec(html)?.[0] ?? "";

test("numbers that another page has read do not stand in for the present ones, and nothing can be sent on them", () => {
  const client = new QueryClient();
  client.setQueryData(query.queryKey, { userId: "alice", conversations: [{ peer: "bob", unread: 471 }, { peer: "carol", unread: 2 }] });
  const html = render(createElement(MarkReadCheck, { ...asked, peers: ["bob", "carol"], onBack: () => undefined }), client);
  expect(html).toContain("Reading the current numbers…");
  expect(html).not.toContain("471");
  expect(sendButton(html)).toMatch(/\sdisabled=""/);
});

test("numbers that were read for the preview can be sent on", () => {
  const html = preview([{ peer: "bob", unread: 471 }, { peer: "carol", unread: 0 }]);
  expect(html).toContain("471");
  expect(html).not.toContain("Reading the current numbers…");
  expect(sendButton(html)).toContain("Mark 1 conversation read");
  expect(sendButton(html)).not.toMatch(/\sdisabled=""/);
});

test("says that every number is 0 only where that is so", () => {
  expect(preview([{ peer: "bob", unread: 0 }])).toContain("Every number is 0 already.");
  expect(preview([{ peer: "bob", error: { code: "im_timeout", message: "No answer." } }])).not.toContain("Every number is 0 already.");
});
