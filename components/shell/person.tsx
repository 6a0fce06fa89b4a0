"use client";

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { signOut } from "@/lib/client/session";
import { SignOutIcon } from "../ui/icons";
import { useConsole } from "./console-context";
import classes from "./person.module.css";

/** Who is signed in, as what, and the way out. */
export function Person() {
  const t = useTranslations();
  const { me } = useConsole();
  const leave = useMutation({ mutationFn: signOut, onSettled: leaveNothing });
  const role = t(`roles.${me.role}.name`);
  return (
    <div className={classes.person}>
      <span className={classes.name} title={t("shell.signedInAs", { name: me.name, role })}>
        {me.name} • {role}
      </span>
      <Button variant="subtle" color="gray" size="compact-sm" fw={400} leftSection={<SignOutIcon />} loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("shell.signOut")}
      </Button>
    </div>
  );
}

/** Whoever sits down at this desk next need not know who was looked up. */
async function leaveNothing(): Promise<void> {
  // Loaded when it is needed: most visits to a page do not end with signing out on it.
  await import("@/lib/client/recents").then(({ clearRecents }) => clearRecents()).catch(() => {});
  window.location.assign("/sign-in");
}
