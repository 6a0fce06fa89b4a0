import { useSearchParams } from "next/navigation";

type Values<Name extends string> = Record<Name, string>;

/**
 * The named values of the address's query as state: what a page shows is in its link, and Back goes back. A value that is not there
 * is empty, and an empty one is left out. Setting some leaves the others, and moves nothing but the address.
 */
export function useAddress<Name extends string>(...names: Name[]): [Values<Name>, (values: Partial<Values<Name>>) => void] {
  const query = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ""])) as Values<Name>;
  return [values, setAddress];
}

function setAddress(values: Record<string, string | undefined>): void {
  const address = addressWith(values);
  // Next takes part in this: `useSearchParams` follows, and nothing is asked of the server.
  if (address !== undefined) window.history.pushState(null, "", address);
}

/** As setting values, without a step that Back would go to: for what a page finds out by itself, or keeps while somebody types. */
export function replaceInAddress(values: Record<string, string | undefined>): void {
  const address = addressWith(values);
  if (address !== undefined) window.history.replaceState(null, "", address);
}

/** The address with these values; `undefined` where it has them. */
function addressWith(values: Record<string, string | undefined>): string | undefined {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  if (text === window.location.search.slice(1)) return undefined;
  return text === "" ? window.location.pathname : `?${text}`;
}
