import { useTranslations } from "next-intl";
import { useState } from "react";
import { createPortal } from "react-dom";
import type { RawAnswer } from "@/lib/shared/picture";
import { RawAnswers } from "./lazy";
import classes from "./raw-button.module.css";

/** IM's own names of the calls behind each part of a picture, as its raw answers carry them. */
export const rawCommands = {
  unread: "openim/get_c2c_unread_msg_num",
  conversations: "recentcontact/get_list",
  groups: "group_open_http_svc/get_joined_group_list",
} as const;

interface Props {
  answers: readonly RawAnswer[];
  command?: string;
  /** What the answers are about, for whoever does not see where the button stands. */
  about: string;
}

/** Leads to what IM answered word for word. */
export function RawButton({ answers, command, about }: Props) {
  const t = useTranslations("account.raw");
  const [open, setOpen] = useState(false);
  if (!answers.some((answer) => command === undefined || answer.command === command)) return null;
  return (
    <>
      <button type="button" className={classes.raw} aria-haspopup="dialog" aria-label={t("label", { about })} title={t("hint")} onClick={() => setOpen(true)}>
        {t("button")}
      </button>
      {/* A window is no part of the line that the button stands in. */}
      {open && createPortal(<RawAnswers answers={[...answers]} command={command} onClose={() => setOpen(false)} />, document.body)}
    </>
  );
}
