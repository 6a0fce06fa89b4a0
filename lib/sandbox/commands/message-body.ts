import { Refusal } from "../answer";
import { isObject, type Body } from "../fields";

const maxBytes = 12 * 1_024;

/** The codes of the three ways a body can be wrong; they differ between one-to-one and group messages. */
export type BodyCodes = { missing: number; notArray: number; badElement: number };

/** A non-empty array of `{ MsgType, MsgContent }` (contract 9.6). */
export function requireMessageBody(body: Body, codes: BodyCodes): unknown[] {
  const value = body.MsgBody;
  if (value === undefined || value === null) throw new Refusal(codes.missing, "MsgBody is required");
  if (!Array.isArray(value)) throw new Refusal(codes.notArray, "MsgBody must be an array");
  if (value.length === 0) throw new Refusal(codes.missing, "MsgBody is empty");
  for (const element of value as unknown[]) {
    if (!isObject(element) || typeof element.MsgType !== "string" || !isObject(element.MsgContent)) {
      throw new Refusal(codes.badElement, "every element of MsgBody needs MsgType and MsgContent");
    }
  }
  return value;
}

/** Whether a message is longer than the 12 KB that every sending command accepts. Nesting too deep to write down is too long. */
export function isTooLong(messageBody: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(messageBody)) > maxBytes;
  } catch {
    return true;
  }
}
