import { createElement, type ComponentProps } from "react";
import { expect, test } from "vitest";
import { SetUnreadInline } from "@/components/accounts/set-unread-form";
import type { PictureGroup } from "@/lib/shared/picture";
import { anApp, buttonIn, render, textOf } from "./render";

const group: PictureGroup = {
  groupId: "@TGS#2CLUZEAEJ",
  type: "Public",
  name: "Autumn launch",
  role: "Member",
  joinedAt: null,
  msgFlag: "AcceptAndNotify",
  muted: false,
  lastAt: null,
  messages: 40,
  unread: { counted: true, value: 3, source: "reported" },
  reported: 3,
  derived: 3,
  settable: true,
};

function inline(props: Partial<ComponentProps<typeof SetUnreadInline>> = {}): string {
  const defaults = { reason: "stuck", ticket: "" };
  return render(createElement(SetUnreadInline, { app: anApp(), account: "dramon1", group, isProtected: false, defaults, onDone: () => undefined, onClose: () => undefined, ...props }));
}

test("begins with the present number", () => {
  const html = inline();
  expect(textOf(html)).toContain("3 → 3");
  expect(textOf(html)).toContain("Between 0 and 40");
});

test("begins with an offered number, and shows what it changes", () => {
  expect(textOf(inline({ offered: 0 }))).toContain("3 → 0");
});

test("says beforehand that IM lowers what is above the group's messages", () => {
  const text = textOf(inline({ offered: 900 }));
  expect(text).toContain("3 → 40");
  expect(text).toContain("IM lowers 900 to 40");
});

test("claims no limit where the group's messages are not known, and no number where there is none", () => {
  const text = textOf(inline({ group: { ...group, messages: null, unread: null }, offered: 900 }));
  expect(text).toContain("? → 900");
  expect(text).not.toContain("IM lowers");
  expect(text).not.toContain("Between 0 and");
});

test("asks twice about a protected account", () => {
  const html = inline({ isProtected: true, offered: 0 });
  expect(textOf(html)).toContain("I have checked that dramon1 is meant");
  expect(buttonIn(html, /Set to 0/)).toMatch(/\sdisabled=""/);
});
