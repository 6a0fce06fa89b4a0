import "server-only";
import { z, type ZodType } from "zod";
import { imRefusal } from "./errors";
import { notJson, wrongShape } from "./faults";
import { WireInt } from "./wire";

/** `ErrorCode` decides; `ActionStatus` has been misspelt, and has a third value. (contract 2) */
const Envelope = z.object({ ErrorCode: WireInt.nullish(), ErrorInfo: z.string().nullish().catch(null), ActionStatus: z.unknown().optional() });

interface Reply {
  command: string;
  host: string;
  text: string;
}

/** The JSON object in `text`; anything else throws an `ImFault`. */
export function parseJson({ command, host, text }: Reply): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notJson({ command, host, text });
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw notJson({ command, host, text: "" });
  return json;
}

/** What `schema` makes of an answer that succeeded; throws what IM refused with, or that the answer has another form. */
export function readReply<T>({ command, host, json }: { command: string; host: string; json: object }, schema: ZodType<T>): T {
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) throw wrongShape({ command, host, detail: describe(envelope.error) });
  const { ErrorCode, ErrorInfo, ActionStatus } = envelope.data;
  const code = ErrorCode ?? (ActionStatus === "OK" ? 0 : undefined);
  if (code === undefined) throw wrongShape({ command, host, detail: "no ErrorCode" });
  if (code !== 0) throw imRefusal(command, code, ErrorInfo ?? "");
  const reply = schema.safeParse(json);
  if (!reply.success) throw wrongShape({ command, host, detail: describe(reply.error) });
  return reply.data;
}

/** Which field, and never what it holds. */
function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "answer"}: ${issue.code}` : "unreadable";
}
