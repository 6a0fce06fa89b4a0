import type { ItemError } from "@/lib/shared/unread";
import { headline, ImCode } from "../ui/error-alert";
import table from "../ui/table.module.css";

/** What went wrong with one row of a list, beside the rows that went well. */
export function ItemProblem({ error }: { error: ItemError }) {
  return (
    <div className={table.note}>
      <span>{headline(error.message, error.im)}</span>
      {error.im && <ImCode im={error.im} message={error.message} />}
    </div>
  );
}
