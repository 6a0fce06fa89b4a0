import { isInteger, isObject, type Body } from "./fields";
import { isCommand } from "./stats";

/**
 * A fault to inject. `http502` and `code` stand in front of the command, which does not run. `reset` and `truncated` run the
 * command and then break its answer, and `delay` runs it at once and answers `ms` later: the caller cannot know that it worked.
 */
export type Fault = {
  command?: string | undefined;
  rate: number;
  kind: "http502" | "reset" | "delay" | "truncated" | "code";
  ms?: number | undefined;
  code?: number | undefined;
  times?: number | undefined;
};

export const defaultDelayMs = 3_500;
const kinds: ReadonlySet<unknown> = new Set(["http502", "reset", "delay", "truncated", "code"]);

function isFault(value: Body): boolean {
  return (
    (value.command === undefined || typeof value.command === "string") &&
    typeof value.rate === "number" && value.rate >= 0 && value.rate <= 1 &&
    kinds.has(value.kind) &&
    (value.ms === undefined || isInteger(value.ms, 0, 600_000)) &&
    (value.code === undefined || isInteger(value.code, 1)) &&
    (value.times === undefined || isInteger(value.times, 0))
  );
}

/** Reads a list of faults, or throws an Error that says which entry is wrong. */
export function parseFaults(input: unknown): Fault[] {
  if (!Array.isArray(input)) throw new Error("faults must be a list; [] clears");
  return input.map((value: unknown, index) => {
    if (!isObject(value) || !isFault(value)) {
      throw new Error(`faults[${index}] must be { command?, rate: 0..1, kind: "http502" | "reset" | "delay" | "truncated" | "code", ms?, code?, times? }`);
    }
    return { ...value } as Fault;
  });
}

/** The faults of one app. The dice are seeded when faults are set, so the same calls meet the same faults. */
export class FaultPlan {
  #faults: { fault: Fault; left: number }[] = [];
  #dice = 1;

  set(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    this.#dice = 1;
  }

  /** The fault that strikes this call, if any: the first in the list whose turn it is. */
  draw(command: string): Fault | undefined {
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (entry.left <= 0 || (fault.command !== undefined && !isCommand(command, fault.command))) continue;
      if (this.#roll() >= fault.rate) continue;
      entry.left -= 1;
      return fault;
    }
    return undefined;
  }

  #roll(): number {
    this.#dice = (Math.imul(this.#dice, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#dice / 4_294_967_296;
  }
}
