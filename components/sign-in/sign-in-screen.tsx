"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ownPath, readSignInFailure, signIn, SignInError, type Credentials, type SignInFailure } from "@/lib/client/session";
import type { Role } from "@/lib/shared/roles";
import { LanguageSwitch } from "../shell/language-switch";
import { ThemeSwitch } from "../shell/theme-switch";
import { Notice } from "../ui/notice";
import { DemoRoles } from "./demo-roles";
import { SignInForm } from "./sign-in-form";
import classes from "./sign-in-screen.module.css";

interface Props {
  /** The roles that one click signs in as; none outside the demo. */
  demoRoles: readonly Role[];
  callbackUrl: string | undefined;
  /** What next-auth put into the address after a failure. */
  error: string | undefined;
}

/** The door: one click per role in the demo, else name and password, then back to where the person was going. */
export function SignInScreen({ demoRoles, callbackUrl, error }: Props) {
  const t = useTranslations();
  const [failure, setFailure] = useState<SignInFailure | null>(error === undefined ? null : readSignInFailure(error));
  const [entering, setEntering] = useState<Role | "credentials" | null>(null);

  async function enter(credentials: Credentials): Promise<void> {
    setFailure(null);
    setEntering(credentials.provider === "demo" ? credentials.role : "credentials");
    try {
      await signIn(credentials);
      // A whole new page: everything the server draws depends on who is asking.
      window.location.assign(ownPath(callbackUrl, window.location.origin));
    } catch (caught) {
      if (!(caught instanceof SignInError)) throw caught;
      setFailure(caught.failure);
      setEntering(null);
    }
  }

  return (
    <div className={classes.page}>
      <div className={classes.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main className={classes.card}>
        <p className={classes.product}>{t("shell.product")}</p>
        <h1 className={classes.title}>{t("signIn.title")}</h1>
        {failure && (
          <Notice tone="bad" role="alert">
            <p>{t(`signIn.errors.${failure.reason}`, { seconds: "seconds" in failure ? failure.seconds : 0 })}</p>
          </Notice>
        )}
        {demoRoles.length > 0 && (
          <>
            <DemoRoles roles={demoRoles} entering={entering} onChoose={(role) => void enter({ provider: "demo", role })} />
            <h2 className={classes.or}>{t("signIn.or")}</h2>
          </>
        )}
        <SignInForm entering={entering !== null} onSubmit={(values) => enter({ provider: "credentials", ...values })} />
      </main>
    </div>
  );
}
