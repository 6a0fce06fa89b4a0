import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { CrossIcon } from "../ui/icons";
import { isTyping } from "../ui/is-typing";
import classes from "./key-sheet.module.css";

const lines = [
  [["/", "Ctrl K", "⌘ K"], "search"],
  [["↑", "↓"], "choose"],
  [["Enter"], "open"],
  [["?"], "list"],
  [["Esc"], "escape"],
] as const;

/** Which keys do something on every page; `?` shows it. */
export function KeySheet() {
  const t = useTranslations("shell.keys");
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === "?" && !isTyping(event) && sheet.current?.open === false) sheet.current.showModal();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <dialog ref={sheet} className={classes.sheet} aria-label={t("title")}>
      <div className={classes.head}>
        <h2>{t("title")}</h2>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("close")} onClick={() => sheet.current?.close()}>
          <CrossIcon />
        </ActionIcon>
      </div>
      <dl className={classes.lines}>
        {lines.map(([keys, does]) => (
          <div key={does} className={classes.line}>
            <dt className={classes.keys}>
              {keys.map((key) => (
                <kbd key={key} className={classes.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className={classes.does}>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
