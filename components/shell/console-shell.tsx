"use client";

import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useRef, type ReactNode } from "react";
import { EnvironmentStrip } from "../ui/environment";
import { ConsoleProvider, useChosenApp, type ConsoleFacts } from "./console-context";
import classes from "./console-shell.module.css";
import { Header } from "./header";
import { KeySheet } from "./key-sheet";
import { NavDrawer } from "./nav-drawer";
import { NavLinks } from "./nav-links";
import { SessionOver } from "./session-over";

/** Nearly every address names an app that there is. */
const UnknownApp = lazy(() => import("./unknown-app").then((module) => ({ default: module.UnknownApp })));

/** What stands around every page: environment, app, navigation, who I am. */
export function ConsoleShell({ facts, children }: { facts: ConsoleFacts; children: ReactNode }) {
  return (
    <ConsoleProvider facts={facts}>
      <Frame>{children}</Frame>
    </ConsoleProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const { app } = useChosenApp();
  const pathname = usePathname();
  const drawer = useRef<HTMLDialogElement>(null);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t("skip")}
      </a>
      <div className={classes.top}>
        {app && <EnvironmentStrip environment={app.environment} />}
        <Header onMenu={() => drawer.current?.showModal()} />
      </div>
      <NavDrawer ref={drawer} key={pathname} />
      <KeySheet />
      <div className={classes.middle}>
        <nav className={classes.nav} aria-label={t("nav.label")}>
          <NavLinks />
        </nav>
        <main id="content" className={classes.main} tabIndex={-1}>
          <SessionOver />
          {app ? (
            children
          ) : (
            <Suspense>
              <UnknownApp />
            </Suspense>
          )}
        </main>
      </div>
    </div>
  );
}
