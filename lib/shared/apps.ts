import * as z from "zod/mini";

export const environments = ["production", "staging", "sandbox"] as const;
export const Environment = z.enum(environments);
export type Environment = z.infer<typeof Environment>;

/** An IM application as the browser may know it. */
export const App = z.object({ sdkAppId: z.string(), label: z.string(), environment: Environment });
export type App = z.infer<typeof App>;
export const Apps = z.array(App);
