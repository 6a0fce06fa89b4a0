import * as z from "zod/mini";

/** A sentence in every language of the console, for texts that leave it: a summary for a customer, a finding in a ticket. */
export const Bilingual = z.object({ en: z.string(), "zh-CN": z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

export const both = (en: string, zh: string): Bilingual => ({ en, "zh-CN": zh });
