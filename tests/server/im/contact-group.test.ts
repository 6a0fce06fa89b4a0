import { expect } from "vitest";
import { z } from "zod";
import { getContactGroups } from "@/lib/server/im/contact-group";
import type { ImClient } from "@/lib/server/im/client";
import { test } from "./fixture";

const mark = (im: ImClient, account: string, items: object[]) => im.send("recentcontact/mark_contact", { From_Account: account, MarkItem: items }, z.unknown());
const item = (contact: object, ...bits: number[]) => ({ ContactItem: contact, OptType: 1, SetMark: bits });

test("tells conversations marked as unread from those with other marks", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  await mark(im, "alice", [item({ Type: 1, To_Account: "bob" }, 2), item({ Type: 1, To_Account: "carol" }, 1, 3), item({ Type: 2, ToGroupId: "@TGS#1" }, 1, 2)]);
  await im.send("recentcontact/create_contact_group", { From_Account: "alice", GroupContactItem: [{ GroupName: "VIP", ContactItem: [{ Type: 1, To_Account: "dave" }] }] }, z.unknown());
  expect(await getContactGroups(im, "alice")).toEqual({
    contacts: [
      { kind: "c2c", peer: "bob", flagged: true },
      { kind: "c2c", peer: "carol", flagged: false },
      { kind: "group", groupId: "@TGS#1", flagged: true },
      { kind: "c2c", peer: "dave", flagged: false },
    ],
    complete: true,
  });
});

test("reads all pages", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  await Promise.all([0, 1, 2].map((part) => mark(im, "alice", Array.from({ length: 90 }, (_, n) => item({ Type: 1, To_Account: `peer${part} ${n}` }, n % 3)))));
  const { contacts, complete } = await getContactGroups(im, "alice");
  expect(complete).toBe(true);
  expect(contacts).toHaveLength(270);
  expect(contacts.filter(({ flagged }) => flagged)).toHaveLength(90);
  expect(sandbox.calls("get_contact_group")).toBe(3);
});

test("of an account without marks there are none; one that is not there is refused", async ({ im, sandbox }) => {
  sandbox.addAccount({ userId: "alice" });
  expect(await getContactGroups(im, "alice")).toEqual({ contacts: [], complete: true });
  await expect(getContactGroups(im, "nobody")).rejects.toMatchObject({ imCode: 50001 });
});
