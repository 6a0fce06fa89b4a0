import * as z from "zod/mini";
import { Hours, StartInput } from "@/lib/shared/jobs";
import { readNumber, upToText } from "../form/values";

const StopPercent = StartInput.shape.stopPercent.def.innerType;

/** What the start form holds, read into what the route takes. What is not asked for is not judged. */
export function startValues({ later, between }: { later: boolean; between: boolean }) {
  return z.object({
    confirm: z.pipe(z.string(), z.transform((typed) => typed.trim())),
    startAt: later ? upToText().check(z.refine((at) => at !== undefined, "up_to_not_a_time"), z.refine((at) => at === undefined || Date.parse(at) > Date.now(), "start_in_past")) : z.pipe(z.string(), z.transform(() => undefined)),
    hours: between ? Hours : z.pipe(z.object({ from: z.string(), to: z.string(), timeZone: z.string() }), z.transform(() => undefined)),
    stopPercent: z.pipe(z.pipe(z.string(), z.transform((typed) => readNumber(typed) ?? Number.NaN)), StopPercent),
  });
}
