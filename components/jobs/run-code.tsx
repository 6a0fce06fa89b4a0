import { Fragment } from "react";

/** A code as it stands, which may be broken where its words end. */
export function CodeWords({ code }: { code: string }) {
  const words = code.split(/(?<=_)/);
  return words.map((word, index) => (
    // A code is never put together in another order.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {word}
      <wbr />
    </Fragment>
  ));
}
