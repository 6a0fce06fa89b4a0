import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { RawAnswer } from "@/lib/shared/picture";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import classes from "./raw-answers.module.css";

interface Props {
  answers: RawAnswer[];
  /** Shows only calls of this command. */
  command?: string | undefined;
  onClose: () => void;
}

/** What IM was asked and what it answered, to the letter, behind the numbers on the page. */
export function RawAnswers({ answers, command, onClose }: Props) {
  const t = useTranslations("acts.raw");
  const shown = command === undefined ? answers : answers.filter((one) => one.command === command);
  return (
    <Dialog title={t("title")} size="wide" onClose={onClose}>
      <div className={classes.lead}>
        <p>{t("lead")}</p>
        {shown.length > 1 && (
          <span className={classes.label}>
            {t("all", { count: shown.length })} <CopyButton value={toText(shown)} label={t("copyAll")} />
          </span>
        )}
      </div>
      {shown.length === 0 && <EmptyState title={t("none")} />}
      <div className={classes.calls}>
        {shown.map((call, index) => (
          // The same command may be called several times; nothing else tells the calls apart, and they never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <Call key={index} call={call} open={shown.length === 1} />
        ))}
      </div>
    </Dialog>
  );
}

/** One call. What is folded is not written out: an answer may hold thousands of groups. */
function Call({ call, open: openAtFirst }: { call: RawAnswer; open: boolean }) {
  const t = useTranslations("acts.raw");
  const format = useFormatter();
  const [open, setOpen] = useState(openAtFirst);
  const { command, request, answer, ms } = call;
  return (
    <details className={classes.call} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{command}</code> <span className={classes.ms}>{t("ms", { ms: format.number(Math.round(ms)) })}</span>
        <span className={classes.asked}>{JSON.stringify(request)?.slice(0, 200)}</span>
      </summary>
      {open && (
        <>
          <Json label={t("request")} copyLabel={t("copyRequest", { command })} value={request} />
          <Json label={t("answer")} copyLabel={t("copyAnswer", { command })} value={answer} />
        </>
      )}
    </details>
  );
}

function Json({ label, copyLabel, value }: { label: string; copyLabel: string; value: unknown }) {
  const text = toText(value);
  return (
    <div className={classes.part}>
      <div className={classes.label}>
        {label} <CopyButton value={text} label={copyLabel} />
      </div>
      {/* A long one has to scroll by the arrow keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.json} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}

function toText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "";
}
