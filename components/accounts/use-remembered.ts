import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { accountQueries } from "@/lib/client/accounts";
import type { Picture } from "@/lib/shared/picture";
import { rememberRecent } from "@/lib/client/recents";

/** Keeps the account among the recent look-ups of this browser, once it is known to exist. */
export function useRemembered(app: string, userId: string, picture: Picture | undefined): void {
  const { data, isPending } = useQuery(accountQueries.account(app, userId));
  const exists = picture?.exists ?? data?.exists ?? false;
  const name = data?.nick ?? null;
  useEffect(() => {
    if (exists && !isPending) rememberRecent({ kind: "account", app, id: userId, name });
  }, [app, userId, exists, isPending, name]);
}
