import "server-only";
import type { ImClient } from "./client";

/** Thrown in place of one call too many. */
export class CallsSpent extends Error {}

export interface CallBudget {
  /** The client to call with. */
  im: ImClient;
  spent(): number;
  left(): number;
}

/** `im`, good for `most` calls: the next one rejects with `CallsSpent` and is not sent. A call sent again after a fault counts once. */
export function createCallBudget(im: ImClient, most: number): CallBudget {
  let spent = 0;
  const counting = (client: ImClient): ImClient => ({
    ...client,
    send: async (command, body, schema, options) => {
      if (spent >= most) throw new CallsSpent("The calls of this question are spent.");
      spent += 1;
      return client.send(command, body, schema, options);
    },
    with: (defaults) => counting(client.with(defaults)),
  });
  return { im: counting(im), spent: () => spent, left: () => most - spent };
}
