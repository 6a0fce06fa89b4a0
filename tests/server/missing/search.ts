import { z } from "zod";
import type { Sandbox } from "@/lib/sandbox";
import { audited } from "@/lib/server/audit";
import type { Context } from "@/lib/server/context";
import { findMissing } from "@/lib/server/missing";
import { MissingLine, type MissingInput } from "@/lib/shared/missing";
import { expect } from "@/tests/support/context";

export const read = "openim/get_c2c_unread_msg_num";
export const joined = "group_open_http_svc/get_joined_group_list";
export const groupInfo = "group_open_http_svc/get_group_info";
export const memberPages = "group_open_http_svc/get_group_member_info";
export const marks = "recentcontact/get_contact_group";
export const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(4, "0")}`);

export interface Search {
  lines: MissingLine[];
  last: MissingLine | undefined;
  /** Everybody found, by id. */
  found: Record<string, number>;
}

/** Searches for more than there is, unless told, and checks that every line keeps to its form and adds up. */
export async function search(ctx: Context, { missing = 100_000, known = [], ...input }: Partial<MissingInput> & { userId: string }): Promise<Search> {
  const lines: MissingLine[] = [];
  await findMissing(ctx, { known, missing, ...input }, (line) => lines.push(line));
  const found = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    expect(MissingLine.parse(JSON.parse(JSON.stringify(line)))).toEqual(JSON.parse(JSON.stringify(line)));
    expect(line.end !== undefined).toBe(index === lines.length - 1);
    for (const { peer, unread } of line.found) {
      expect(found.has(peer)).toBe(false);
      found.set(peer, unread);
    }
    expect(line.remaining).toBe(Math.max(0, missing - [...found.values()].reduce((sum, unread) => sum + unread, 0)));
    expect(line.calls).toBeLessThanOrEqual(40);
  }
  return { lines, last: lines.at(-1), found: Object.fromEntries(found) };
}

/** Everybody who can be searched, over as many searches as it takes; each may make 40 calls. */
export async function searchOn(ctx: Context, sandbox: Sandbox, input: Partial<MissingInput> & { userId: string }): Promise<Search[]> {
  const searches: Search[] = [];
  let skip: number | undefined;
  do {
    const before = totalCalls(sandbox);
    // oxlint-disable-next-line no-await-in-loop
    const one = await search(ctx, { ...input, ...(skip !== undefined && { skip }) });
    searches.push(one);
    expect(totalCalls(sandbox) - before).toBeLessThanOrEqual(40);
    expect(totalCalls(sandbox) - before).toBe(one.last?.calls);
    skip = one.last?.next;
  } while (skip !== undefined && searches.length < 50);
  return searches;
}

/** Who was asked about, in the order of the tens, as the sandbox saw them. */
export function askedAbout(sandbox: Sandbox): string[] {
  return sandbox.requests(read).flatMap(({ body }) => (JSON.parse(body) as { Peer_Account?: string[] }).Peer_Account ?? []);
}

export function totalCalls(sandbox: Sandbox): number {
  return Object.values(sandbox.stats().commands).reduce((total, { calls }) => total + calls, 0);
}

/** Leaves a row about `account` and `peer` in the record. */
export function record(ctx: Context, account: string, peer: string): Promise<unknown> {
  return audited(ctx, { action: "conversation.mark_read", account, peer, reason: "because" }, () => Promise.resolve({ before: 1, after: 0, effect: "changed" as const }));
}

export function mark(ctx: Context, account: string, peers: string[]): Promise<unknown> {
  const MarkItem = peers.map((peer) => ({ ContactItem: { Type: 1, To_Account: peer }, OptType: 1, SetMark: [1] }));
  return ctx.im.send("recentcontact/mark_contact", { From_Account: account, MarkItem }, z.unknown());
}
