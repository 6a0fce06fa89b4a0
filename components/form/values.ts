import * as z from "zod/mini";
import { GroupId, Reason, Ticket, UserId } from "@/lib/shared/ids";
import { parsePeers } from "@/lib/shared/peers";
import { MarkReadInput } from "@/lib/shared/unread";

/** What forms hold is text; these read it into what the routes take, and let the routes' own schemas judge. */
export const AccountText = z.pipe(z.pipe(z.string(), z.transform(readId)), UserId);
export const GroupText = z.pipe(z.pipe(z.string(), z.transform(readId)), GroupId);

const ids = z.pipe(z.string(), z.transform(parsePeers));
/** Peers in any separator; none at all is allowed where only the total is wanted. */
export const PeersToReadText = z.pipe(ids, z.array(UserId).check(z.maxLength(1000, "peers_too_many_1000")));
/** At least one peer: an empty list never means all. */
export const PeersToMarkText = z.pipe(ids, MarkReadInput.shape.peers);

/**
 * A moment as `<input type="datetime-local">` holds it, in the reader's own time zone; empty is none. `begun` is the moment that the
 * field began with: while its text stands there unchanged, that very moment is meant, also in an hour that a clock change repeats.
 */
export function upToText(begun?: string) {
  const text = begun === undefined ? "" : toLocalTime(begun);
  return z.pipe(z.pipe(z.string(), z.transform((typed) => (typed !== "" && typed === text ? begun : fromLocalTime(typed)))), MarkReadInput.shape.upTo);
}

export const UpToText = upToText();

/** The reason, and the ticket it came from. */
export function because(requireReason: boolean) {
  return { reason: requireReason ? Reason.check(z.minLength(1, "reason_required")) : Reason, ticket: Ticket };
}

/** One id as typed. Blanks around it are slips of the pasting hand, unless it is quoted as in a list of peers. */
function readId(text: string): string {
  const plain = text.trim();
  return /^"(?:[^"]|"")+"$/u.test(plain) ? plain.slice(1, -1).replaceAll('""', '"') : plain;
}

/** The text that is read back as this id. */
export function writeId(id: string): string {
  return id !== id.trim() || id.startsWith('"') ? `"${id.replaceAll('"', '""')}"` : id;
}

function fromLocalTime(text: string): string | undefined {
  if (text === "") return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

/** A moment as `<input type="datetime-local">` wants it. */
export function toLocalTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

const plainNumber = /^-?\d+(?:\.\d+)?$/u;
/** `12,345`, in the commas and blanks of either language, the same one throughout. */
const grouped = /^-?\d{1,3}(?:([,， \u00a0\u202f])\d{3})(?:\1\d{3})*$/u;

/**
 * A number as typed: digits, full-width ones too, in thousands or not. Anything else is no number; `1,5` above all, which is one and
 * a half to some and fifteen to nobody.
 */
export function readNumber(text: string): number | undefined {
  const typed = text.trim().replaceAll(/[０-９]/gu, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0xfee0));
  if (typed === "") return undefined;
  if (!plainNumber.test(typed) && !grouped.test(typed)) return Number.NaN;
  // There is no "minus nothing": adding 0 makes it plain 0.
  return Number(typed.replaceAll(/[,，\s]/gu, "")) + 0;
}
