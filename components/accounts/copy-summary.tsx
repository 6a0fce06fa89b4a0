import { Button, VisuallyHidden } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { App } from "@/lib/shared/apps";
import type { Picture } from "@/lib/shared/picture";
import { CheckIcon, CopyIcon } from "../ui/icons";
import { summaryText, type Done } from "./summary-text";

const SummaryDialog = dynamic(() => import("./summary-dialog").then((module) => module.SummaryDialog));

/** Copies what was found and what was done last, in both languages, for the ticket or the customer. Where the clipboard is closed, the text is shown instead. */
export function CopySummary({ app, picture, done }: { app: App; picture: Picture; done: Done | undefined }) {
  const t = useTranslations("acts.summary");
  const locale = useLocale();
  const [state, setState] = useState<"idle" | "copied" | "shown">("idle");
  useEffect(() => {
    if (state !== "copied") return undefined;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const text = () => summaryText({ picture, app, first: locale, done });
  // The clipboard is missing on plain http other than localhost, and may be forbidden.
  const copy = () => navigator.clipboard.writeText(text());
  return (
    <>
      <Button
        variant="default"
        leftSection={state === "copied" ? <CheckIcon /> : <CopyIcon />}
        onClick={() => {
          void (async () => {
            try {
              await copy();
              setState("copied");
            } catch {
              setState("shown");
            }
          })();
        }}
      >
        {t(state === "copied" ? "copied" : "copy")}
      </Button>
      <VisuallyHidden component="output">{state === "copied" && t("copied")}</VisuallyHidden>
      {state === "shown" && <SummaryDialog text={text()} onClose={() => setState("idle")} />}
    </>
  );
}
