import { expect, test } from "vitest";
import { clientAddress } from "@/lib/cli/client-address";

type Caller = Parameters<typeof clientAddress>[0];

/** As much of a request as is looked at; a socket with an address can only be had by connecting one. */
function request(remoteAddress: string | undefined, forwarded?: string | string[]): Caller {
  return { headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress } } as unknown as Caller;
}

test.each([
  ["believes nobody without a trusted proxy", "1.1.1.1", 0, "10.0.0.1"],
  ["believes the one proxy about its caller", "1.1.1.1", 1, "1.1.1.1"],
  ["does not believe the caller about itself", "6.6.6.6, 1.1.1.1", 1, "1.1.1.1"],
  ["believes two proxies", "6.6.6.6, 1.1.1.1, 10.0.0.2", 2, "1.1.1.1"],
  ["reads repeated headers as one", ["6.6.6.6", "1.1.1.1"], 1, "1.1.1.1"],
  ["passes over blanks and empty parts", " 1.1.1.1 ,, ", 1, "1.1.1.1"],
  ["keeps an IPv6 address whole", "2001:db8::1", 1, "2001:db8::1"],
  ["falls back to the connection where a proxy said nothing", undefined, 1, "10.0.0.1"],
  ["falls back to the connection where fewer proxies spoke than are trusted", "1.1.1.1", 2, "10.0.0.1"],
  ["falls back to the connection for an empty header", "", 1, "10.0.0.1"],
])("%s", (_behaviour, forwarded, trusted, address) => {
  expect(clientAddress(request("10.0.0.1", forwarded), trusted)).toBe(address);
});

test("has a name for a caller that is gone already", () => {
  expect(clientAddress(request(undefined), 0)).toBe("unknown");
});
