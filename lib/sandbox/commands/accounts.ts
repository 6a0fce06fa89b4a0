import { ok, Refusal } from "../answer";
import { byteLength, isObject, objects, optionalList, optionalText, requireList, texts, type Body } from "../fields";
import { isUserId } from "../ids";
import { deleteAccount, importAccount } from "../store/accounts";
import type { AppState } from "../store/state";
import type { Commands } from "./registry";

const maxBatch = 100;
const freeAccounts = 100;

function readBatch(body: Body, key: string): Body[] {
  const list = requireList(body, key, 70402);
  if (list.length > maxBatch) throw new Refusal(70402, `${key} holds more than ${maxBatch} accounts`);
  return objects(list, key, 70402);
}

function requireUserId(value: unknown): string {
  if (typeof value !== "string" || !isUserId(value)) throw new Refusal(70402, "UserID must be 1 to 32 bytes of printable ASCII");
  return value;
}

function checkProfile(body: Body): { nick: string | undefined; faceUrl: string | undefined } {
  const nick = optionalText(body, "Nick");
  const faceUrl = optionalText(body, "FaceUrl");
  if (byteLength(nick ?? "") > 500 || byteLength(faceUrl ?? "") > 500) throw new Refusal(40601, "Nick and FaceUrl hold at most 500 bytes");
  return { nick, faceUrl };
}

function checkPlan(state: AppState, userId: string): void {
  if (state.options.freePlan && !state.accounts.has(userId) && state.accounts.size >= freeAccounts) {
    throw new Refusal(70398, `the free plan holds ${freeAccounts} accounts`);
  }
}

function importOne(state: AppState, item: Body): void {
  // `Identifier` is the field's name before 2020.
  const userId = requireUserId(optionalText(item, "UserID") ?? item.Identifier);
  const { nick, faceUrl } = checkProfile(item);
  checkPlan(state, userId);
  importAccount(state, userId, nick, faceUrl);
}

export const accountCommands = {
  /** A missing account is a successful item that says `NotImported`. At most 100. (doc 34956) */
  "im_open_login_svc/account_check": (state, body) => {
    const ids = readBatch(body, "CheckItem").map((item) => requireUserId(item.UserID));
    return ok({
      ResultItem: ids.map((UserID) => ({
        UserID, ResultCode: 0, ResultInfo: "", AccountStatus: state.accounts.has(UserID) ? "Imported" : "NotImported",
      })),
    });
  },

  /** Idempotent: importing again makes no second account, and takes over the given nick and picture. (doc 34953) */
  "im_open_login_svc/account_import": (state, body) => {
    importOne(state, body);
    return ok();
  },

  /** Both forms: ids only, or objects with nick and picture. What fails is listed while the rest goes in. (doc 34954) */
  "im_open_login_svc/multiaccount_import": (state, body) => {
    const list = optionalList(body, "AccountList", 70402) ?? texts(requireList(body, "Accounts", 70402), "Accounts", 70402);
    if (list.length > maxBatch) throw new Refusal(70402, `at most ${maxBatch} accounts per call`);
    const failed: string[] = [];
    for (const entry of list) {
      const item = isObject(entry) ? entry : { UserID: entry };
      try {
        importOne(state, item);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        failed.push(typeof item.UserID === "string" ? item.UserID : "");
      }
    }
    return ok(failed.length > 0 ? { FailAccounts: failed } : {});
  },

  /** Irrecoverable. Unknown accounts are items with 70107. (doc 34955) */
  "im_open_login_svc/account_delete": (state, body) => {
    const ids = readBatch(body, "DeleteItem").map((item) => requireUserId(item.UserID));
    if (!state.options.accountDelete) throw new Refusal(71000, "accounts cannot be deleted on this plan");
    return ok({
      ResultItem: ids.map((UserID) =>
        deleteAccount(state, UserID)
          ? { ResultCode: 0, ResultInfo: "", UserID }
          : { ResultCode: 70107, ResultInfo: "Err_TLS_PT_Open_Login_Account_Not_Exist", UserID },
      ),
    });
  },
} satisfies Commands;
