import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { curlLine, shellQuote } from "@/lib/server/audit/curl-line";

/** What a shell hands to a program that is called with `line`'s words. */
function wordsOf(line: string): string[] {
  return execFileSync("/bin/sh", ["-c", `for word in ${line}; do printf '%s\\0' "$word"; done`], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const hostileIds = ["it's", "'; rm -rf / #", "$(id)", "`id`", "a\"b", "back\\slash", "\\'", "!history", "* ?[a]", "<b>&amp;", "-H", "@/etc/passwd", "~", " blank ", "%0a", "''"];

test("a line for the terminal has placeholders where the record has no secrets", () => {
  expect(curlLine("1400000001", { command: "openim/admin_set_msg_read", body: { Report_Account: "alice", Peer_Account: "bob" } })).toBe(
    `curl -X POST 'https://<endpoint>/v4/openim/admin_set_msg_read?sdkappid=1400000001&identifier=<admin>&usersig=<UserSig>&random=<u32>&contenttype=json' -H 'Content-Type: application/json' --data-raw '{"Report_Account":"alice","Peer_Account":"bob"}'`,
  );
});

test.each(hostileIds)("the id %j reaches curl as it is, and runs nothing", (id) => {
  const body = { Report_Account: id, Peer_Account: id };
  const words = wordsOf(curlLine("1", { command: "openim/admin_set_msg_read", body }));
  expect(words).toHaveLength(8);
  expect(JSON.parse(words.at(-1) ?? "")).toEqual(body);
});

test("any text is one word of a shell, unchanged", () => {
  const text = fc.string({ unit: "binary-ascii" }).map((any) => any.replaceAll("\0", ""));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      expect(wordsOf(texts.map(shellQuote).join(" "))).toEqual(texts);
    }),
    { numRuns: 40 },
  );
});
