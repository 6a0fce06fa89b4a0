import { createElement, type ComponentProps } from "react";
import { expect, test } from "vitest";
import { SetMembersForm } from "@/components/groups/set-members-form";
import type { Group, Member } from "@/lib/shared/groups";
import { anApp, buttonIn, render, textOf } from "../acts/render";

type Props = ComponentProps<typeof SetMembersForm>;

const team: Group = { groupId: "team", name: "Team", type: "Public", owner: null, memberCount: 21, messages: 50, createdAt: null, countsUnread: true };
const member = (userId: string): Member => ({ userId, nameCard: null, role: "Member", joinedAt: null, muted: false, unread: { counted: true, value: 3, source: "derived" } });
const many = Array.from({ length: 21 }, (_, index) => member(`user${index}`));

function form(props: Partial<Props> = {}): string {
  const defaults = { unread: "0", reason: "badge stuck", ticket: "" };
  return render(createElement(SetMembersForm, { app: anApp(), group: team, members: many, blocked: undefined, defaults, onDone: () => undefined, onClose: () => undefined, ...props }));
}

const isDisabled = (html: string) => /\sdisabled=""/.test(buttonIn(html, /^ ?Set \d+ members? to/));

test("asks for the count to be typed above 20 members in production, and only there", () => {
  const html = form({ app: anApp("production") });
  expect(textOf(html)).toContain("Type 21 to confirm");
  expect(textOf(html)).toContain("more than 20 members at once");
  expect(isDisabled(html)).toBe(true);
  expect(textOf(html)).toContain("Type the number of members first.");
  for (const props of [{ app: anApp("production"), members: many.slice(0, 20) }, { app: anApp("staging") }]) {
    expect(textOf(form(props))).not.toContain("to confirm");
    expect(isDisabled(form(props))).toBe(false);
  }
});

test("lists every member with the number now and the number asked for", () => {
  expect(textOf(form({ members: [member("alice"), { ...member("bob"), unread: { counted: false } }] }))).toMatch(/alice .*3 → 0 .*bob .*\? → 0/);
});
