/** Counts events of the last 1,000 ms, to the fraction of a millisecond: a ring that grows to the busiest second seen. */
export class SlidingSecond {
  #times = new Float64Array(64);
  #head = 0;
  #size = 0;

  /** How many events lie within the second that ends at `now` (ms). An event exactly one second old is outside. */
  count(now: number): number {
    const mask = this.#times.length - 1;
    while (this.#size > 0 && (this.#times[this.#head] ?? 0) <= now - 1_000) {
      this.#head = (this.#head + 1) & mask;
      this.#size -= 1;
    }
    return this.#size;
  }

  add(now: number): void {
    if (this.#size === this.#times.length) this.#grow();
    this.#times[(this.#head + this.#size) & (this.#times.length - 1)] = now;
    this.#size += 1;
  }

  #grow(): void {
    const wider = new Float64Array(this.#times.length * 2);
    for (let index = 0; index < this.#size; index += 1) {
      wider[index] = this.#times[(this.#head + index) & (this.#times.length - 1)] ?? 0;
    }
    this.#times = wider;
    this.#head = 0;
  }
}

/** One command's budget and busiest second. Refused calls do not use up the budget, but they count towards the peak. */
export class CommandPace {
  readonly #accepted = new SlidingSecond();
  readonly #seen = new SlidingSecond();
  peakPerSecond = 0;
  overLimit = 0;

  /** Records a call at `now` (ms) and says whether it is within `limit` calls per sliding second. */
  take(now: number, limit: number): boolean {
    this.#seen.count(now);
    this.#seen.add(now);
    this.peakPerSecond = Math.max(this.peakPerSecond, this.#seen.count(now));
    if (this.#accepted.count(now) >= limit) {
      this.overLimit += 1;
      return false;
    }
    this.#accepted.add(now);
    return true;
  }
}
