import { createElement, type ComponentProps } from "react";
import { expect, test } from "vitest";
import { MarkReadDialog } from "@/components/accounts/mark-read-dialog";
import { anApp, buttonIn, render, textOf } from "./render";

type Props = ComponentProps<typeof MarkReadDialog>;

const twelve = { peer: "dramon2", nick: "Dramon <b>Two</b>", unread: 12 };
const many = Array.from({ length: 21 }, (_, index) => ({ peer: `peer${index}`, nick: null, unread: 1 }));

function dialog(props: Partial<Props> = {}): string {
  const defaults = { reason: "badge stuck", ticket: "ZD-20931" };
  return render(createElement(MarkReadDialog, { app: anApp(), account: "dramon1", targets: [twelve], isProtected: false, defaults, onDone: () => undefined, onClose: () => undefined, ...props }));
}

const send = (html: string) => buttonIn(html, /^ ?Mark \d+ conversations? read/);
const isDisabled = (button: string) => /\sdisabled=""/.test(button);

test("names app, environment, account and count, and says what cannot be undone and how often the webhook fires", () => {
  const text = textOf(dialog({ targets: many }));
  for (const words of ["Test Chat", "1400000001", "Sandbox", "dramon1", "Mark 21 conversations read", "This cannot be undone", "fires 21 times"]) expect(text).toContain(words);
});

test("shows each change before it happens", () => {
  const html = dialog();
  expect(textOf(html)).toMatch(/Dramon &lt;b&gt;Two&lt;\/b&gt; dramon2 .*12 → 0/);
  expect(html).toContain("<bdi>");
  expect(isDisabled(send(html))).toBe(false);
});

test("shows only a bound where newer messages stay unread", () => {
  const text = textOf(dialog({ upTo: "2026-11-20T11:00:07Z" }));
  expect(text).toContain("12 → ≤ 12");
  expect(text).not.toContain("12 → 0");
});

test("an unknown number is no zero", () => {
  const text = textOf(dialog({ targets: [twelve, { peer: "carol", nick: null, unread: null }] }));
  expect(text).toMatch(/carol .*\? → 0/);
  expect(text).toMatch(/Together: \? → 0/);
});

test("asks for the count to be typed above 20 conversations in production, and only there", () => {
  const html = dialog({ app: anApp("production"), targets: many });
  expect(textOf(html)).toContain("Type 21 to confirm");
  expect(isDisabled(send(html))).toBe(true);
  expect(textOf(html)).toContain("Type the number of conversations first.");
  for (const props of [{ app: anApp("production"), targets: many.slice(0, 20) }, { app: anApp("staging"), targets: many }]) {
    expect(textOf(dialog(props))).not.toContain("to confirm");
    expect(isDisabled(send(dialog(props)))).toBe(false);
  }
});

test("asks twice about a protected account", () => {
  const html = dialog({ isProtected: true });
  expect(textOf(html)).toContain("I have checked that dramon1 is meant");
  expect(isDisabled(send(html))).toBe(true);
  expect(textOf(html)).toContain("Confirm first that the protected account is meant.");
});

test("sends nothing for an empty list, and says why", () => {
  const html = dialog({ targets: [] });
  expect(isDisabled(buttonIn(html, /^ ?Mark 0/))).toBe(true);
  expect(textOf(html)).toContain("There is no conversation to mark read.");
});

test("says to somebody who may only look why nothing can be sent", () => {
  const defaults = { reason: "", ticket: "" };
  const html = render(createElement(MarkReadDialog, { app: anApp(), account: "dramon1", targets: [twelve], isProtected: false, defaults, onDone: () => undefined, onClose: () => undefined }), { role: "viewer" });
  expect(isDisabled(send(html))).toBe(true);
  expect(textOf(html)).toContain("Your role is viewer");
});
