import { useMutation } from "@tanstack/react-query";
import { Marks } from "@/lib/shared/marks";
import { http } from "./http";
import { apiPath } from "./paths";

/** Reads which conversations of `account` are flagged as unread, each time anew. */
export function useCheckMarks(app: string, account: string) {
  return useMutation({ mutationFn: () => http.get(apiPath("apps", app, "accounts", account, "marks"), Marks) });
}
