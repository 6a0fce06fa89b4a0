import { both, type Bilingual } from "../bilingual";

/**
 * Who has to act: `caller` – the console asked wrongly; `data` – an account, group or message is not there or not in that state;
 * `configuration` – credentials or switches of the app; `quota` – too often; `transient` – IM's own trouble; `plan` – the app's plan.
 */
export type ImCodeClass = "caller" | "data" | "configuration" | "quota" | "transient" | "plan";

/** What one of IM's error codes means to support and operations, and what to do next. */
export interface ImCode {
  class: ImCodeClass;
  /** Whether the same call may succeed later without anybody changing anything. */
  retryable: boolean;
  meaning: Bilingual;
  advice: Bilingual;
}

export type ImCodeTable = Record<number, ImCode>;

/** Makes table rows of one class: `[meaning, 含义, advice, 建议]`. */
function rows(kind: ImCodeClass, retryable: boolean) {
  return (meaning: string, meaningZh: string, advice: string, adviceZh: string): ImCode => ({
    class: kind,
    retryable,
    meaning: both(meaning, meaningZh),
    advice: both(advice, adviceZh),
  });
}

export const caller = rows("caller", false);
export const data = rows("data", false);
export const configuration = rows("configuration", false);
export const quota = rows("quota", true);
export const transient = rows("transient", true);
export const plan = rows("plan", false);
