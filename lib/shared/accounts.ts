import * as z from "zod/mini";

export const OnlineStatus = z.enum(["online", "push_online", "offline", "unknown"]);

/** One account. `online` is `unknown` where the app has the status feature switched off. */
export const Account = z.object({
  userId: z.string(),
  exists: z.boolean(),
  nick: z.nullable(z.string()),
  avatar: z.nullable(z.string()),
  online: OnlineStatus,
  /** By device, for example `iPhone`, `Web`; empty where IM does not say. */
  platforms: z.array(z.object({ platform: z.string(), status: OnlineStatus })),
});
export type Account = z.infer<typeof Account>;
