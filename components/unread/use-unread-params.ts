import { parseAsString, useQueryStates } from "nuqs";

const text = parseAsString.withDefault("");

/** What the address of the look-up says. */
export function useUnreadParams() {
  return useQueryStates({ account: text, peers: parseAsString, list: parseAsString, ticket: text, reason: text, only: parseAsString }, { history: "push" });
}
