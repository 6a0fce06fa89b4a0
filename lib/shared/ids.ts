import * as z from "zod/mini";

const printableAscii = /^[\x20-\x7e]*$/;

/** An account: 1–32 bytes of printable ASCII, case-sensitive. (contract 4.1, doc 34953) */
export const UserId = z
  .string("user_id_required")
  .check(z.minLength(1, "user_id_required"), z.regex(printableAscii, "user_id_characters"), z.maxLength(32, "user_id_too_long"));

/** A group: 1–48 bytes of printable ASCII; assigned ids start with `@TGS#`. (contract 4.2) */
export const GroupId = z
  .string("group_id_required")
  .check(z.minLength(1, "group_id_required"), z.regex(printableAscii, "group_id_characters"), z.maxLength(48, "group_id_too_long"));

/** An app, as it stands in URLs. */
export const SdkAppId = z.string().check(z.regex(/^\d{1,12}$/, "app_id"));

export const AccountPath = z.object({ app: SdkAppId, userId: UserId });
export const GroupPath = z.object({ app: SdkAppId, groupId: GroupId });
export const MemberPath = z.object({ app: SdkAppId, groupId: GroupId, userId: UserId });

/** Why something is done. Whether it may be left out is the console's setting, checked where the record is written. */
export const Reason = z.string("reason_required").check(z.trim(), z.maxLength(500, "reason_too_long"));
export const Ticket = z.string().check(z.trim(), z.maxLength(100, "ticket_too_long"));

/** Said again by a person who has been told that the account is protected; without it such an account is refused. */
export const ConfirmProtected = z.optional(z.literal(true, "invalid"));
