"use client";

import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CheckIcon, CopyIcon } from "./icons";

/** Puts `value` on the clipboard, and says so. `label` names what is copied. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} title={label} onClick={() => void copyText(value).then(setCopied)}>
        {copied ? <CheckIcon /> : <CopyIcon />}
      </ActionIcon>
      {copied && (
        <VisuallyHidden component="output">{t("copied")}</VisuallyHidden>
      )}
    </>
  );
}

/** The clipboard is missing on plain http other than localhost; then nothing is copied and nothing is claimed. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
