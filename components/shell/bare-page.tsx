import type { ReactNode } from "react";
import { EmptyState } from "../ui/empty-state";
import classes from "./bare-page.module.css";

/** A page that stands outside the shell because something about the shell may be what is missing. */
export function BarePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <EmptyState title={<h1 className={classes.title}>{title}</h1>}>{children}</EmptyState>
    </main>
  );
}
