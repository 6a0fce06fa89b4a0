import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const text = parseAsString.withDefault("");

/** What the address of the form says. `step=check`: the form is filled and what would change is on screen. */
export function useMarkReadParams() {
  return useQueryStates(
    { account: text, peers: parseAsString, list: parseAsString, upTo: text, ticket: text, reason: text, step: parseAsStringLiteral(["check"]) },
    { history: "push" },
  );
}
