"use client";

import { createContext, use, type ReactNode } from "react";
import { useAddress } from "@/lib/client/address";
import type { App } from "@/lib/shared/apps";
import type { Me } from "@/lib/shared/session";

export interface ConsoleFacts {
  me: Me;
  apps: App[];
  requireReason: boolean;
  readOnly: boolean;
}

const ConsoleContext = createContext<ConsoleFacts | null>(null);

/** Hands what the server knows about this visit to every part of the page. */
export function ConsoleProvider({ facts, children }: { facts: ConsoleFacts; children: ReactNode }) {
  return <ConsoleContext value={facts}>{children}</ConsoleContext>;
}

/** Who is signed in, the apps, and how the console is set. */
export function useConsole(): ConsoleFacts {
  const facts = use(ConsoleContext);
  if (!facts) throw new Error("Only pages inside the console know who is signed in.");
  return facts;
}

/** The app that `?app=` names, the first one without it, `undefined` where it names none of ours. */
export function useChosenApp() {
  const { apps } = useConsole();
  const [{ app: wanted }, setAddress] = useAddress("app", "step");
  const app = wanted === "" ? apps[0] : apps.find(({ sdkAppId }) => sdkAppId === wanted);
  // What was about to be sent was checked for the other app.
  const choose = (sdkAppId: string) => setAddress({ app: sdkAppId, step: "" });
  return { app, wanted, choose };
}

/** The app this page works on. The shell draws no page without one. */
export function useApp(): App {
  const { app } = useChosenApp();
  if (!app) throw new Error("No page is drawn without an app.");
  return app;
}
