import { AuditPage, type AuditEntry } from "@/lib/shared/audit";
import type { Answer, HttpClient } from "../../support/http-client";

/** What the record holds about the request that `answer` answered: one entry, or several when it concerned several peers. */
export async function auditEntriesOf(client: HttpClient, answer: Answer): Promise<AuditEntry[]> {
  const requestId = answer.headers.get("x-request-id");
  const found: AuditEntry[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: AuditPage = AuditPage.parse((await client.get(`/api/audit${cursor && `?cursor=${cursor}`}`)).json());
    const matching = page.entries.filter((entry) => entry.requestId === requestId);
    found.push(...matching);
    // Newest first: once the request's entries have been passed there are no more of them.
    cursor = found.length > 0 && matching.length < page.entries.length ? null : page.nextCursor;
  }
  return found;
}

/** The one entry about a request, or nothing. */
export async function auditEntryOf(client: HttpClient, answer: Answer): Promise<AuditEntry | undefined> {
  const [entry, ...more] = await auditEntriesOf(client, answer);
  if (more.length > 0) throw new Error(`The record holds ${more.length + 1} entries about one request.`);
  return entry;
}
