import type { ReactNode } from "react";
import classes from "./panel.module.css";

interface Props {
  title?: ReactNode;
  /** Beside the title, for buttons. */
  aside?: ReactNode;
  /** Names the region where there is no title. */
  label?: string;
  /** For content that brings its own edges, such as a table. */
  flush?: boolean;
  children: ReactNode;
}

/** One thing on a page. */
export function Panel({ title, aside, label, flush = false, children }: Props) {
  return (
    <section className={classes.panel} aria-label={label}>
      {(title || aside) && (
        <div className={classes.head}>
          {title && <h2 className={classes.title}>{title}</h2>}
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

/** A page's name and the line under it that says what the page is for. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header className={classes.pageHead}>
      <h1 className={classes.pageTitle}>{title}</h1>
      {children && <p className={classes.lead}>{children}</p>}
    </header>
  );
}
