import "server-only";
import { describeImCode } from "@/lib/shared/im-codes";
import type { Locale } from "@/lib/shared/locales";
import { createTranslation } from "../translate";

export interface Explanation {
  meaning: string;
  /** What to do next; `null` where there is nothing to be done about it. */
  advice: string | null;
}

/**
 * What the code of a row means: IM's own where it is a number, else one of ours (`jobCodes` in the messages). Words that hold for
 * every row with this code, because they also stand beside the count of such rows.
 */
export function explainCode(locale: Locale, code: string): Explanation {
  if (/^\d+$/.test(code)) {
    const { meaning, advice } = describeImCode(Number(code));
    return { meaning: meaning[locale], advice: advice[locale] };
  }
  const { text } = createTranslation(locale);
  // A path leads no deeper than one code.
  const known = /^\w+$/.test(code) ? text(`jobCodes.${code}.meaning`) : undefined;
  if (known === undefined) return { meaning: text("jobCodes.other.meaning", { code }) ?? code, advice: text("jobCodes.other.advice") ?? null };
  return { meaning: known, advice: text(`jobCodes.${code}.advice`) ?? null };
}

/** `explainCode` with a memory, for a great many rows with few codes. */
export function createExplainer(locale: Locale): (code: string | null) => Explanation | undefined {
  const known = new Map<string, Explanation>();
  return (code) => {
    if (code === null) return undefined;
    const explanation = known.get(code) ?? explainCode(locale, code);
    known.set(code, explanation);
    return explanation;
  };
}
