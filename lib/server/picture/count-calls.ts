import "server-only";
import type { ImClient } from "../im/client";

/** `im`, counting the calls that are sent through it; one that had to be sent again counts once. */
export function countCalls(im: ImClient): { im: ImClient; calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    im: {
      ...im,
      send: (...call) => {
        calls += 1;
        return im.send(...call);
      },
    },
  };
}
