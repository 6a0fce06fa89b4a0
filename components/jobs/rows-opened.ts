import { useState } from "react";
import { replaceInAddress } from "@/lib/client/address";
import { useRowsFilter } from "./rows-filter";

/** A row that somebody asked to go to; asking again is another one. */
export interface AskedRow {
  row: number;
}

/**
 * Which row is open, and which is to be brought into sight: the one of the address when the page comes, when Back leads to another, and
 * the one that was `asked` for, which also takes the focus. Opening a row by hand writes it into the address and moves nothing.
 */
export function useOpenedRow(asked?: AskedRow) {
  const { row } = useRowsFilter();
  const [opened, setOpened] = useState(row);
  const [jump, setJump] = useState(row === undefined ? undefined : { row, focus: asked?.row === row });
  const [seen, setSeen] = useState({ row, asked });
  if (asked && seen.asked !== asked) {
    setSeen({ row, asked });
    setOpened(asked.row);
    setJump({ row: asked.row, focus: true });
  } else if (seen.row !== row) {
    setSeen({ row, asked });
    setOpened(row);
    if (row !== opened) setJump(row === undefined ? undefined : { row, focus: false });
  }
  const toggle = (number: number) => {
    const next = number === opened ? undefined : number;
    setOpened(next);
    replaceInAddress({ row: next === undefined ? "" : String(next) });
  };
  return { opened, jump, toggle, setJump };
}
