import { useEffect, useState } from "react";

/** Long enough that whoever drags the scroll bar through a hundred pages does not ask for each of them. */
const pause = 120;

/** `value` once it has stood still for a moment. */
export function useSettled<Value>(value: Value): Value {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
