/** Heights before they are measured; the stylesheet of the rows has the same. */
export const headHeight = 33;
const [wide, narrow, narrowFrom] = [41, 73, 560];

/** How high a row will be: in a narrow list it has three lines. */
export function lineHeight(scroller: HTMLElement | null): number {
  return (scroller?.clientWidth ?? narrowFrom + 1) > narrowFrom ? wide : narrow;
}
