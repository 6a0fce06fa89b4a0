import { useState } from "react";
import { useAddress } from "@/lib/client/address";
import type { Picture } from "@/lib/shared/picture";

export interface Watch {
  on: boolean;
  /** The picture when watching began: changes are shown against it. */
  since: Picture | undefined;
  toggle: () => void;
}

/** Whether the address says to watch. */
export function useWatching(): [boolean, () => void] {
  const [{ watch }, setAddress] = useAddress("watch");
  const on = watch === "1";
  return [on, () => setAddress({ watch: on ? "" : "1" })];
}

/** The first whole picture since `on`; `undefined` while it is off. */
export function useFirstSince(on: boolean, picture: Picture | undefined): Picture | undefined {
  const [first, setFirst] = useState<Picture>();
  if (on && !first && picture) setFirst(picture);
  if (!on && first) setFirst(undefined);
  return on ? (first ?? picture) : undefined;
}
