interface Wanted {
  name: string;
  required: boolean;
  aliases?: readonly string[];
}

interface Match {
  /** The index of the file's column by the wanted one's name; `null` where there is none. */
  columns: Record<string, number | null>;
  /** Whether every required one was found, and none twice or by guess only. */
  sure: boolean;
}

/** What a result file adds to the user's own columns: uploaded again, none of these is anything else. */
const ofResults = new Set(["status", "effect", "before", "after", "code", "message", "advice"]);

/** Says which column of a file is which, without regard to case, blanks, `_`, `-` and dots. What only looks alike is a guess to be confirmed. */
export function matchColumns(head: readonly string[], wanted: readonly Wanted[]): Match {
  const names = head.map(fold);
  const taken = new Set<number>();
  const columns: Record<string, number | null> = {};
  let sure = true;
  for (const { name, aliases = [] } of wanted) {
    const keys = [name, ...aliases].map(fold);
    const named = keys.flatMap((key) => names.flatMap((found, index) => (found !== "" && found === key && !taken.has(index) ? [index] : [])));
    const distinct = new Set(named);
    columns[name] = named[0] ?? null;
    if (distinct.size > 1) sure = false;
    for (const index of distinct) taken.add(index);
  }
  for (const { name, required, aliases = [] } of wanted) {
    if (columns[name] !== null) continue;
    const guess = closest(names, [name, ...aliases].map(fold), taken);
    columns[name] = guess;
    if (guess !== null) taken.add(guess);
    if (guess !== null || required) sure = false;
  }
  return { columns, sure };
}

/** The free column that has most in common with one of `keys`: one holds the other. */
function closest(names: readonly string[], keys: readonly string[], taken: ReadonlySet<number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [index, name] of names.entries()) {
    if (taken.has(index) || ofResults.has(name)) continue;
    for (const key of keys) {
      const common = name.includes(key) ? key : key.includes(name) ? name : "";
      // A word of two Chinese characters says as much as one of three letters.
      if (common.length <= most || common.length < (/^[\0-\x7f]*$/.test(common) ? 3 : 2)) continue;
      best = index;
      most = common.length;
    }
  }
  return best;
}

/** Full-width letters are the same letters. */
function fold(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/[\s_.-]/g, "");
}
