import "server-only";
import type { JobKindInfo, JobKindName } from "@/lib/shared/jobs";
import * as all from "./all";
import type { JobKind } from "./kind";

export type { JobKind, KindColumn, Numbers, Reading, Target } from "./kind";

const kinds = new Map(Object.values(all).map((kind): [JobKindName, JobKind] => [kind.name, kind]));

/** What a kind of job consists of. */
export function kindOf(name: JobKindName): JobKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`There is no kind of job called ${name}.`);
  return kind;
}

/** Every kind as a page needs to know it. */
export function listKinds(): JobKindInfo[] {
  return [...kinds.values()].map(({ name, columns, write, reversible }) => ({ kind: name, columns: columns.map((column) => ({ name: column.name, required: column.required })), writes: write !== undefined, reversible }));
}
