import type { Column, Job, JobKindInfo, JobKindName } from "@/lib/shared/jobs";

/** What is wrong with a choice of columns, by the kind's column; keys of `jobs.columns.problems`. */
export function columnProblems(columns: readonly Column[], mapping: Job["mapping"]): Record<string, "missing" | "twice"> {
  const problems: Record<string, "missing" | "twice"> = {};
  const taken = new Set<number>();
  for (const { name, required } of columns) {
    const place = mapping[name] ?? null;
    if (place === null) {
      if (required) problems[name] = "missing";
      continue;
    }
    if (taken.has(place)) problems[name] = "twice";
    taken.add(place);
  }
  return problems;
}

/** Another kind that the file's header fits, where it does not fit the job's own. */
export function otherKind(kinds: readonly JobKindInfo[], { kind, columns }: Pick<Job, "kind" | "columns">): JobKindName | undefined {
  const header = new Set(columns.map(plain));
  const fits = (info: JobKindInfo) => info.columns.every(({ name, required }) => !required || header.has(plain(name)));
  const own = kinds.find((info) => info.kind === kind);
  if (!own || fits(own)) return undefined;
  // Of two that fit, the one that uses more of the file is meant.
  const used = (info: JobKindInfo) => info.columns.filter(({ name }) => header.has(plain(name))).length;
  return kinds.filter(fits).toSorted((a, b) => used(b) - used(a))[0]?.kind;
}

/** Headers are compared without regard to case, blanks and underscores. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]/gu, "");
}
