import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { accountQueries } from "@/lib/client/accounts";
import type { Account } from "@/lib/shared/accounts";
import type { SearchOption } from "./search-options";

/** Long enough that typing on asks nothing: each question is a call to IM. */
const pauseMs = 350;

/** Who the account among the options is, once typing has paused; `undefined` while nobody has said. A newer question ends the older. */
export function useTypedAccount(app: string, options: readonly SearchOption[]): Account | undefined {
  const target = options.flatMap((option) => (option.section === "open" && option.target.kind === "account" ? [option.target.account] : []))[0];
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(target), pauseMs);
    return () => clearTimeout(timer);
  }, [target]);
  const { data } = useQuery({ ...accountQueries.account(app, asked ?? ""), enabled: asked !== undefined && asked === target, retry: false });
  return data?.userId === target ? data : undefined;
}
