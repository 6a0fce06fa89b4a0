import { ok, Refusal } from "../answer";
import { byteLength, isInteger, maxU32, objects, requireList, requireText, texts } from "../fields";
import type { Account } from "../store/accounts";
import type { Commands } from "./registry";

const maxAccounts = 100;
const custom = /^Tag_Profile_Custom_[A-Za-z]{1,8}$/;
const texted = (bytes: number) => ({ kind: "text" as const, bytes });
const numbered = { kind: "number" as const };
const chosen = (...values: string[]) => ({ kind: "choice" as const, values });

const tags: Readonly<Record<string, ReturnType<typeof texted> | typeof numbered | ReturnType<typeof chosen>>> = {
  Tag_Profile_IM_Nick: texted(500),
  Tag_Profile_IM_Image: texted(500),
  Tag_Profile_IM_Gender: chosen("Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male"),
  Tag_Profile_IM_BirthDay: numbered,
  Tag_Profile_IM_Location: texted(16),
  Tag_Profile_IM_SelfSignature: texted(500),
  Tag_Profile_IM_AllowType: chosen("AllowType_Type_NeedConfirm", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny"),
  Tag_Profile_IM_Language: numbered,
  Tag_Profile_IM_Level: numbered,
  Tag_Profile_IM_Role: numbered,
  Tag_Profile_IM_AdminForbidType: chosen("AdminForbid_Type_None", "AdminForbid_Type_SendOut"),
  Tag_Profile_IM_MsgSettings: numbered,
};

function isTag(tag: string): boolean {
  return Object.hasOwn(tags, tag) || custom.test(tag);
}

function readTag(account: Account, tag: string): string | number | undefined {
  if (tag === "Tag_Profile_IM_Nick") return account.nick || undefined;
  if (tag === "Tag_Profile_IM_Image") return account.faceUrl || undefined;
  return account.profile?.get(tag);
}

function writeTag(account: Account, tag: string, value: string | number): void {
  if (tag === "Tag_Profile_IM_Nick") account.nick = String(value);
  else if (tag === "Tag_Profile_IM_Image") account.faceUrl = String(value);
  else {
    account.profile ??= new Map();
    account.profile.set(tag, value);
  }
}

function checkValue(tag: string, value: unknown): string | number {
  const rule = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  if (!rule) {
    if (typeof value === "number" && isInteger(value)) return value;
    if (typeof value === "string" && byteLength(value) <= 500) return value;
    throw new Refusal(typeof value === "string" ? 40601 : 40605, `${tag} must be a string of at most 500 bytes or an integer`);
  }
  if (rule.kind === "number") {
    if (isInteger(value, 0, maxU32)) return value;
    throw new Refusal(40605, `${tag} must be an unsigned integer`);
  }
  if (typeof value !== "string") throw new Refusal(40605, `${tag} must be a string`);
  if (rule.kind === "choice" && !rule.values.includes(value)) throw new Refusal(40605, `${tag} must be one of ${rule.values.join(", ")}`);
  if (rule.kind === "text" && byteLength(value) > rule.bytes) throw new Refusal(40601, `${tag} holds at most ${rule.bytes} bytes`);
  return value;
}

export const profileCommands = {
  /** Tags without a value are left out; unknown accounts are items with 40003 and listed in `Fail_Account`. (doc 34917) */
  "profile/portrait_get": (state, body) => {
    const ids = texts(requireList(body, "To_Account", 40002), "To_Account", 40001);
    if (ids.length > maxAccounts) throw new Refusal(40001, `To_Account holds more than ${maxAccounts} accounts`);
    const asked = texts(requireList(body, "TagList", 40001), "TagList", 40001);
    const unknown = asked.find((tag) => !isTag(tag));
    if (unknown !== undefined) throw new Refusal(40009, `there is no tag ${unknown}`);
    const failed: string[] = [];
    const UserProfileItem = ids.map((To_Account) => {
      const account = state.accounts.get(To_Account);
      if (!account) {
        failed.push(To_Account);
        return { To_Account, ResultCode: 40003, ResultInfo: "Err_Profile_Account_Not_Exist" };
      }
      const ProfileItem = asked.flatMap((Tag) => {
        const Value = readTag(account, Tag);
        return Value === undefined ? [] : [{ Tag, Value }];
      });
      return { To_Account, ProfileItem, ResultCode: 0, ResultInfo: "" };
    });
    return ok(failed.length > 0 ? { UserProfileItem, Fail_Account: failed } : { UserProfileItem });
  },

  /** All tags are checked before any is written. (doc 34916) */
  "profile/portrait_set": (state, body) => {
    const account = state.accounts.get(requireText(body, "From_Account", 40002));
    if (!account) throw new Refusal(40003, "From_Account does not exist");
    const items = objects(requireList(body, "ProfileItem", 40001), "ProfileItem", 40001).map((item) => {
      const tag = requireText(item, "Tag", 40001);
      if (!isTag(tag)) throw new Refusal(40009, `there is no tag ${tag}`);
      return { tag, value: checkValue(tag, item.Value) };
    });
    for (const { tag, value } of items) writeTag(account, tag, value);
    return ok();
  },
} satisfies Commands;
