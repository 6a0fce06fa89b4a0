import { UploadResult } from "@/lib/shared/jobs";
import { appId } from "../support/console";
import type { HttpClient } from "../support/http-client";
import { expect } from "./fixtures";

/** Hands a file over as a program does, and answers the number of the job it became. */
export async function uploadJob(client: HttpClient, { kind, csv, reason, name = "rows.csv" }: { kind: string; csv: string; reason: string; name?: string }): Promise<number> {
  const query = new URLSearchParams({ kind, reason, name });
  const answer = await client.request("POST", `/api/apps/${appId}/jobs?${query.toString()}`, { raw: csv, headers: { "content-type": "text/csv" } });
  expect(answer.status, answer.text).toBe(200);
  return UploadResult.parse(answer.json()).jobId;
}

/** A file that a browser is given to choose. */
export function chosenFile(text: string, name = "rows.csv") {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}
