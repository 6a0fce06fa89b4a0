import { ok, Refusal } from "../answer";
import { requireList, texts, type Body } from "../fields";
import { onlineStatus } from "../store/accounts";
import type { AppState } from "../store/state";
import type { Command, Commands } from "./registry";

const maxAccounts = 500;

function query(statusField: "Status" | "State"): Command {
  return (state: AppState, body: Body) => {
    if (body.To_Account === undefined || body.To_Account === null) throw new Refusal(90003, "To_Account is required");
    const ids = texts(requireList(body, "To_Account", 90001), "To_Account", 90003);
    if (ids.length > maxAccounts) throw new Refusal(90011, `To_Account holds more than ${maxAccounts} accounts`);
    const withDetail = statusField === "Status" && body.IsNeedDetail === 1;
    const QueryResult: Record<string, unknown>[] = [];
    const ErrorList: Record<string, unknown>[] = [];
    for (const To_Account of ids) {
      const account = state.accounts.get(To_Account);
      if (!account) {
        ErrorList.push({ To_Account, ErrorCode: 70107 });
        continue;
      }
      const Detail = account.devices.map(({ platform, status }) => ({ Platform: platform, Status: status }));
      QueryResult.push({ To_Account, [statusField]: onlineStatus(account), ...(withDetail && Detail.length > 0 ? { Detail } : {}) });
    }
    if (QueryResult.length === 0) throw new Refusal(70107, "none of the accounts exists", { QueryResult, ErrorList });
    return ok(ErrorList.length > 0 ? { QueryResult, ErrorList } : { QueryResult });
  };
}

export const onlineStatusCommands = {
  /** Unknown accounts come in `ErrorList`; only when all are unknown does the call fail. At most 500. (doc 35477) */
  "openim/query_online_status": query("Status"),
  /** The older sibling, which says `State` and knows no detail. */
  "openim/querystate": query("State"),
} satisfies Commands;
