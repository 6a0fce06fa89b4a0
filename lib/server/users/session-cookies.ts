import "server-only";
import type { CookiesOptions } from "next-auth";

/** The cookies of sign-in. On https their names carry `__Host-`: the browser then takes them from this host alone, and only over https. */
export function sessionCookies(consoleUrl: string) {
  const secure = consoleUrl.startsWith("https:");
  const cookie = (name: string) => ({
    name: `${secure ? "__Host-" : ""}unread-console.${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure } as const,
  });
  return {
    sessionToken: cookie("session"),
    csrfToken: cookie("csrf"),
    callbackUrl: cookie("callback-url"),
  } satisfies Partial<CookiesOptions>;
}
