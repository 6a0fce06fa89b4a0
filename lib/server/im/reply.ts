import "server-only";
import { z, type ZodType } from "zod";
import { imRefusal } from "./errors";
import { notJson, wrongShape } from "./faults";
import { WireInt } from "./wire";

/** `ErrorCode` decides; `ActionStatus` has been misspelt, and has a third value. (contract 2) */
const Envelope = z.object({ ErrorCode: WireInt.nullish(), ErrorInfo: z.string().nullish().catch(null), ActionStatus: z.unknown().optional() });

interface Reply {
  command: string;
  text: string;
}

/** The JSON object in `text`; anything else throws an `ImFault`. */
export function parseJson({ command, text }: Reply): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notJson({ command, text });
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw notJson({ command, text: "" });
  return json;
}

/** What `schema` makes of an answer that succeeded; throws what IM refused with, or that the answer has another form. */
export function readReply<T>({ command, json }: { command: string; json: object }, schema: ZodType<T>): T {
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) throw wrongShape({ command, detail: describe(envelope.error) });
  const { ErrorCode, ErrorInfo, ActionStatus } = envelope.data;
  const code = ErrorCode ?? (ActionStatus === "OK" ? 0 : undefined);
  if (code === undefined) throw wrongShape({ command, detail: "ErrorCode: missing" });
  if (code !== 0) throw imRefusal(command, code, ErrorInfo ?? "");
  const reply = schema.safeParse(json);
  if (!reply.success) throw wrongShape({ command, detail: describe(reply.error) });
  return reply.data;
}

/** Which field, and never what it holds. */
function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "answer"}: ${issue.code}` : "unreadable";
}
