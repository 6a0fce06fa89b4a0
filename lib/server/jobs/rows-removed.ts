import "server-only";
import { AppError } from "@/lib/shared/errors";

/** What is asked of rows that have been kept as long as they were to be. */
export function rowsRemoved(): AppError {
  return new AppError("rows_removed", "The rows of this job were removed when their time to be kept was over. What it did in all is still shown.");
}
