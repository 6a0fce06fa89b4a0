import { useState } from "react";
import { replaceInAddress } from "@/lib/client/address";
import { useRowsFilter } from "./rows-filter";

/**
 * Which row is open, and which is to be brought into sight: the one of the address when the page comes, when Back leads to another, and
 * when `asked` is another number. Opening a row by hand writes it into the address and moves nothing.
 */
export function useOpenedRow(asked = 0) {
  const { row } = useRowsFilter();
  const [opened, setOpened] = useState(row);
  const [jump, setJump] = useState(row === undefined ? undefined : { row, focus: asked > 0 });
  const [seen, setSeen] = useState({ row, asked });
  if (seen.row !== row || seen.asked !== asked) {
    setSeen({ row, asked });
    if (row !== opened || seen.asked !== asked) {
      setOpened(row);
      setJump(row === undefined ? undefined : { row, focus: seen.asked !== asked });
    }
  }
  const toggle = (number: number) => {
    const next = number === opened ? undefined : number;
    setOpened(next);
    replaceInAddress({ row: next === undefined ? "" : String(next) });
  };
  return { opened, jump, toggle, setJump };
}
