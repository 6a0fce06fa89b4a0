import "server-only";

/**
 * A request for a terminal, as one line for any POSIX shell. Endpoint, admin account, signature and random number are placeholders:
 * none of them is in the record, and none of them leaves the server. (contract 1.1)
 */
export function curlLine(sdkAppId: string, { command, body }: { command: string; body: object }): string {
  const url = `https://<endpoint>/v4/${command}?sdkappid=${sdkAppId}&identifier=<admin>&usersig=<UserSig>&random=<u32>&contenttype=json`;
  return `curl -X POST ${shellQuote(url)} -H ${shellQuote("Content-Type: application/json")} --data-raw ${shellQuote(JSON.stringify(body))}`;
}

/** `text` as one word that a POSIX shell passes on unchanged, whatever is in it: nothing is special between single quotes but their end. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
