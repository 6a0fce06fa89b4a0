"use client";

import { ActionIcon, useMantineColorScheme } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { AutoIcon, MoonIcon, SunIcon } from "../ui/icons";

const next = { auto: "light", light: "dark", dark: "auto" } as const;
const icons = { auto: AutoIcon, light: SunIcon, dark: MoonIcon };
const never = () => () => {};

/** Light, dark, or as the system has it; one press goes on to the next. */
export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // The choice is kept in the browser, so the server draws the default.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const current = inBrowser ? colorScheme : "auto";
  const Icon = icons[current];
  const label = t("label", { current: t(current) });
  return (
    <ActionIcon variant="subtle" color="gray" size={30} aria-label={label} title={label} onClick={() => setColorScheme(next[current])}>
      <Icon />
    </ActionIcon>
  );
}
