import { IdChip } from "../ui/id-chip";
import classes from "./peer-name.module.css";

/** Who is on the other side: the name as its owner wrote it, in whatever direction, and the id. */
export function PeerName({ peer, nick, copy = true }: { peer: string; nick: string | null; copy?: boolean }) {
  return (
    <span className={classes.name}>
      {nick && <bdi>{nick}</bdi>}
      <IdChip id={peer} copy={copy} />
    </span>
  );
}
