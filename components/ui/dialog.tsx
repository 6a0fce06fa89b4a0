import { ActionIcon } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef, type ReactNode, type SyntheticEvent } from "react";
import classes from "./dialog.module.css";
import { CrossIcon } from "./icons";
import { useFocusBack } from "./use-focus-back";

interface Props {
  title: ReactNode;
  /** `side`: along the right edge, what it is about stays in sight beside it. On phones all fill the width. */
  size?: "normal" | "wide" | "side";
  /** Something is being sent: closing has to wait for what comes of it. */
  busy?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A window over the page, open for as long as it is drawn. It is the browser's own: the focus stays inside, Escape closes, and
 * closing gives the focus back. A click beside it does nothing, so that nothing typed is lost.
 */
export function Dialog({ title, size = "normal", busy = false, onClose, children }: Props) {
  const t = useTranslations("common");
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  useFocusBack();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A reader hears first what has opened, and no key pressed by habit hits a button.
    head.current?.focus();
    return () => element?.close();
  }, []);
  const refuse = (event: SyntheticEvent<HTMLDialogElement>) => {
    event.preventDefault();
    if (!busy) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-size={size}
      aria-labelledby={id}
      onCancel={refuse}
      // The browser closes it by itself when Escape is pressed twice.
      onClose={(event) => event.target === event.currentTarget && !event.currentTarget.open && onClose()}
    >
      <div className={classes.head}>
        <h2 id={id} ref={head} tabIndex={-1} className={classes.title}>
          {title}
        </h2>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("close")} disabled={busy} onClick={onClose}>
          <CrossIcon />
        </ActionIcon>
      </div>
      <div className={classes.body}>{children}</div>
    </dialog>
  );
}
