import classes from "./skeleton.module.css";

/** Holds the place of something that is on its way, so that the page does not jump when it comes. */
export function Skeleton({ height, width }: { height: number; width?: number }) {
  return <div className={classes.skeleton} style={{ height, width }} aria-hidden="true" />;
}
