import { queryOptions } from "@tanstack/react-query";
import { Account } from "@/lib/shared/accounts";
import { http } from "./http";
import { apiPath } from "./paths";

export const accountQueries = {
  account: (app: string, userId: string) =>
    queryOptions({
      queryKey: ["accounts", app, userId],
      queryFn: ({ signal }) => http.get(apiPath("apps", app, "accounts", userId), Account, { signal }),
    }),
};
