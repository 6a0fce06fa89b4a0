import "server-only";
import { PGlite, type QueryOptions, type Results } from "@electric-sql/pglite";

/** How long queries may follow one another before everybody else has their turn. */
const turnMs = 10;

/**
 * PGlite works on this very thread and answers without ever letting go of it: while somebody walks through a million rows, however
 * short each query, no request would be heard and no call to IM would leave. Here queries let the others go first now and then.
 */
export class FairPGlite extends PGlite {
  #turnedAt = performance.now();

  override async query<T>(query: string, params?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    if (performance.now() - this.#turnedAt > turnMs) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#turnedAt = performance.now();
    }
    return super.query<T>(query, params, options);
  }
}
