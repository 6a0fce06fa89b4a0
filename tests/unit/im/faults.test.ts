import { parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { ImError } from "@/lib/server/im/errors";
import { answerCutOff, callsPaused, couldNotConnect, httpFailure, noAnswerInTime, notJson, nothingAbout, wrongShape } from "@/lib/server/im/faults";
import { createUserSigner } from "@/lib/server/im/user-sig";
import { createTranslation } from "@/lib/server/translate";
import { AppError, type ErrorCode } from "@/lib/shared/errors";

const command = "openim/get_c2c_unread_msg_num";
const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

function broken(code: string): ImError {
  return couldNotConnect({ command, cause: Object.assign(new Error("no"), { code }) });
}

function unsigned(settings: { sdkAppId?: string; adminUserId?: string; secretKey?: string }, validSeconds?: number): ImError {
  try {
    createUserSigner({ sdkAppId: "1400000001", adminUserId: "administrator", secretKey: key, ...settings }, validSeconds).current();
  } catch (error) {
    if (error instanceof ImError) return error;
    throw error;
  }
  throw new Error("It was signed.");
}

/** Every way in which calls fail without a word from IM, and what a Chinese sentence about it has to name. */
const faults: [string, ImError, RegExp][] = [
  ["no answer in time", noAnswerInTime({ command, timeoutMs: 7500 }), /7\.5 秒.*重新查询/],
  ["no connection in time", broken("UND_ERR_CONNECT_TIMEOUT"), /连接.*网络.*防火墙/],
  ["no connection in time, says the system", broken("ETIMEDOUT"), /连接.*网络.*防火墙/],
  ["a gateway's failure", httpFailure({ command, status: 502 }), /HTTP 502.*网关.*重试/],
  ["too many requests for a gateway", httpFailure({ command, status: 429 }), /HTTP 429.*网关.*重试/],
  ["a wrong path", httpFailure({ command, status: 404 }), /HTTP 404.*接口地址/],
  ["half an answer", answerCutOff({ command, cause: new Error("aborted") }), /不完整.*重新查询/],
  ["half a JSON", notJson({ command, text: '{"ActionStatus":' }), /不完整.*重新查询/],
  ["a web page", notJson({ command, text: "<!doctype html>" }), /网页.*接口地址.*代理/],
  ["no JSON at all", notJson({ command, text: "hello" }), /不是 IM 应答.*接口地址/],
  ["an unexpected form", wrongShape({ command, detail: "AllC2CUnreadMsgNum: invalid_type" }), /格式.*AllC2CUnreadMsgNum: invalid_type.*控制台管理人员/],
  ["an answer that leaves somebody out", nothingAbout({ command, id: "bob" }), /bob.*重新查询/],
  ["a name nobody knows", broken("ENOTFOUND"), /域名.*接口地址.*DNS/],
  ["a name that cannot be looked up now", broken("EAI_AGAIN"), /解析.*DNS/],
  ["nothing listening", broken("ECONNREFUSED"), /接受连接.*接口地址/],
  ["no route", broken("EHOSTUNREACH"), /路由.*网络/],
  ["no route to the network", broken("ENETUNREACH"), /路由.*网络/],
  ["a connection closed", broken("ECONNRESET"), /关闭.*代理.*防火墙.*重新查询/],
  ["a connection closed while sending", broken("EPIPE"), /关闭.*代理.*防火墙/],
  ["a connection closed while waiting", broken("UND_ERR_SOCKET"), /关闭.*代理.*防火墙/],
  ["no TLS", broken("ERR_SSL_WRONG_VERSION_NUMBER"), /TLS.*ERR_SSL_WRONG_VERSION_NUMBER.*接口地址/],
  ["another protocol", broken("EPROTO"), /TLS.*接口地址/],
  ["a certificate too old", broken("CERT_HAS_EXPIRED"), /证书.*CERT_HAS_EXPIRED.*代理.*时钟/],
  ["a certificate of their own", broken("DEPTH_ZERO_SELF_SIGNED_CERT"), /证书.*代理.*时钟/],
  ["no HTTP", broken("HPE_INVALID_CONSTANT"), /HTTP.*接口地址/],
  ["a fault without a sentence", broken("EWEIRD"), /EWEIRD.*网络.*代理.*防火墙/],
  ["a fault without a code", couldNotConnect({ command, cause: new Error("no") }), /UNKNOWN.*网络/],
  ["an app id that is none", unsigned({ sdkAppId: "app" }), /SDKAppID.*配置/],
  ["an admin account that cannot be", unsigned({ adminUserId: "管理员" }), /管理员账号.*配置/],
  ["an empty key", unsigned({ secretKey: " " }), /密钥.*配置/],
  ["a signature for no time", unsigned({}, 0), /有效期/],
];

const inEnglish = createTranslator({ locale: "en", messages: en }) as unknown as (key: string, params: object) => string;
const { sentence } = createTranslation("zh-CN");

test.each(faults)("%s is told in Chinese with what to check", (_what, error, says) => {
  const told = sentence(error);
  expect(told).toMatch(says);
  expect(told).not.toBe(sentence(new AppError(error.code, "")));
  expectChinese(told);
});

test.each(faults)("%s: the English catalog says what the error says", (_what, error) => {
  expect(inEnglish(`errors.${error.code}`, { ...error.params })).toBe(error.message);
});

test("every reason in the catalogs is one that some call fails with", () => {
  for (const code of ["im_unreachable", "im_timeout", "im_bad_answer", "im_misconfigured"] as const) {
    const [choice] = parse(zhCN.errors[code]);
    const reasons = choice?.type === TYPE.select ? Object.keys(choice.options) : [];
    const thrown = faults.flatMap(([, error]) => (error.code === code ? [String(error.params?.reason)] : []));
    expect([...new Set([...thrown, "other"])].toSorted()).toEqual(reasons.toSorted());
  }
});

describe("calls that are paused", () => {
  const last = noAnswerInTime({ command, timeoutMs: 5000 });

  test("are told with what they failed with last, in either language", () => {
    const error = callsPaused({ command, seconds: 12, last });
    expect(error.message).toMatch(/^Calls to the IM endpoint are paused for 12 s .+\. The IM endpoint did not answer within 5 s\./);
    expect(sentence(error)).toMatch(/12 秒.*5 秒内没有应答/);
    expectChinese(sentence(error));
  });

  test("are told without it where it is not known", () => {
    const error = callsPaused({ command, seconds: 12, last: undefined });
    expect(sentence(error)).toMatch(/12 秒后自动恢复。$/);
    expect(inEnglish("errors.im_paused", { ...error.params })).toBe(error.message);
  });
});

test.each(["im_unreachable", "im_timeout", "im_bad_answer", "im_paused", "im_misconfigured"] as ErrorCode[])("%s reads well in the record, which keeps only the code", (code) => {
  const told = sentence(new AppError(code, "x"));
  expectChinese(told);
  expect(told).not.toMatch(/errors\.| 0 /);
  expect(inEnglish(`errors.${code}`, { reason: "other", seconds: 0 })).toMatch(/^IM .{15,}\.$/);
});

/** Whole sentences, and no English in them but names and codes. */
function expectChinese(told: string): void {
  expect(told).toMatch(/。$/);
  expect(told).not.toMatch(/[{}]/);
  for (const part of told.split(/(?<=。)/)) expect(part).toMatch(/[\u4e00-\u9fff]{2}/u);
  expect(told).not.toMatch(/\b[a-z]{2,} [a-z]{2,}\b/);
}
