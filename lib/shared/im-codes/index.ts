import { accountCodes } from "./account";
import { gatewayCodes } from "./gateway";
import { groupCodes } from "./group";
import { caller, data, type ImCode, type ImCodeTable } from "./im-code";
import { messageCodes } from "./message";
import { profileCodes } from "./profile";

export type { ImCode, ImCodeClass } from "./im-code";

/** Every code with a known meaning, by number. (contract 13) */
export const imCodes: ImCodeTable = { ...gatewayCodes, ...accountCodes, ...messageCodes, ...groupCodes, ...profileCodes };

const appWebhook: ImCode = data(
  "The app's own webhook refused this and answered with a code of its own.",
  "业务方回调拒绝了本次操作，并返回了自定义错误码。",
  "Ask the developers of the app what this code stands for.",
  "请向业务研发确认该自定义错误码的含义。",
);

/** What `code` means and what to do; codes nobody has documented are said to be just that. */
export function describeImCode(code: number): ImCode {
  return (Object.hasOwn(imCodes, code) ? imCodes[code] : undefined) ?? (code >= 120_001 && code <= 130_000 ? appWebhook : unknownCode(code));
}

function unknownCode(code: number): ImCode {
  return caller(
    `IM refused this with code ${code}, which is not in its published list.`,
    `IM 返回错误码 ${code}，官方错误码列表中没有该错误码。`,
    "Read the text that came with it; if it does not help, send code, time and request id to Tencent Cloud support.",
    "请查看随错误码返回的说明；如仍无法判断，请将错误码、时间和请求 ID 提供给腾讯云技术支持。",
  );
}
