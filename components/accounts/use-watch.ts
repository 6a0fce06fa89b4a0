import { useState } from "react";
import { useAddress } from "@/lib/client/address";
import type { Picture } from "@/lib/shared/picture";

/** Whether the address says to watch, and what turns it over. */
export function useWatching(): [boolean, () => void] {
  const [{ watch }, setAddress] = useAddress("watch");
  const on = watch === "1";
  return [on, () => setAddress({ watch: on ? "" : "1" })];
}

/** The picture that was there when `on` began, or else the first one after it; `undefined` while it is off or before there is any. */
export function useFirstSince(on: boolean, picture: Picture | undefined): Picture | undefined {
  const [first, setFirst] = useState<Picture>();
  if (on && !first && picture) setFirst(picture);
  if (!on && first) setFirst(undefined);
  return on ? (first ?? picture) : undefined;
}
