import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/shell/console-shell";
import { pageHref } from "@/lib/client/paths";
import { getActor, getConsole } from "@/lib/server/session";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await getActor();
  if (!me) redirect(pageHref("/sign-in", { callbackUrl: (await headers()).get("x-path") }));
  const { apps, requireReason, readOnly } = await getConsole();
  return <ConsoleShell facts={{ me, apps, requireReason, readOnly }}>{children}</ConsoleShell>;
}
