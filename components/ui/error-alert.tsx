import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button";
import classes from "./error-alert.module.css";
import { Notice } from "./notice";

interface ImAnswer {
  code: number;
  info: string;
  command?: string | undefined;
  meaning?: string | undefined;
  advice?: string | undefined;
}

interface Props {
  message: string;
  /** Sentences about single values that have no field of their own on this page. */
  details?: readonly string[];
  im?: ImAnswer | undefined;
  requestId?: string | undefined;
}

/** What went wrong, what IM's code means, what to do next, and the id under which the log knows it. */
export function ErrorAlert({ message, details = [], im, requestId }: Props) {
  const t = useTranslations("common");
  return (
    <Notice tone="bad" role="alert" title={headline(message, im)}>
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {im && <ImCode im={im} message={message} />}
      {requestId && (
        <p className={classes.request}>
          {t("requestId")} <code>{requestId}</code>
          <CopyButton value={requestId} label={t("copyRequestId")} />
        </p>
      )}
    </Notice>
  );
}

/** The message, shortened to what IM's code means where it only says that and the next step, which stand below it. */
export function headline(message: string, im: ImAnswer | undefined): string {
  return im?.meaning !== undefined && message.startsWith(im.meaning) ? im.meaning : message;
}

/** IM's code with its meaning, unless `message` has said that, and the next step. */
export function ImCode({ im, message }: { im: ImAnswer; message: string }) {
  const t = useTranslations("common");
  return (
    <p>
      <span className={classes.code} title={[im.command, im.info].filter(Boolean).join(": ")}>
        {t("imCode", { code: String(im.code) })}
      </span>{" "}
      {headline(message, im) === im.meaning ? "" : (im.meaning ?? im.info)} {im.advice}
    </p>
  );
}
