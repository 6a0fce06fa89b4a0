const printableAscii = /^[\x20-\x7e]+$/;

/** Printable ASCII of at most 32 bytes: the wider of the documents' two statements (contract 4.1). */
export function isUserId(value: string): boolean {
  return value.length <= 32 && printableAscii.test(value);
}

/** Whether `value` can name a group at all, custom or assigned (contract 4.2). */
export function isGroupId(value: string): boolean {
  return value.length <= 48 && printableAscii.test(value);
}

/** Whether a caller may choose `value` for a new group: `@TGS#` is reserved, and `@TGS#_` is a must for communities. */
export function isCustomGroupId(value: string, type: string): boolean {
  if (!isGroupId(value)) return false;
  return type === "Community" ? value.startsWith("@TGS#_") : !value.startsWith("@TGS#");
}

/** An id as the backend assigns them, `@TGS#2…` or `@TGS#_@TGS#c…`: the same number always gives the same id. */
export function assignedGroupId(type: string, number: number): string {
  let letters = "";
  for (let rest = number * 7_919 + 60_466_176; letters.length < 8; rest = Math.floor(rest / 26)) {
    letters += String.fromCharCode(65 + (rest % 26));
  }
  return type === "Community" ? `@TGS#_@TGS#c${letters}${number}` : `@TGS#2${letters}${number}`;
}
