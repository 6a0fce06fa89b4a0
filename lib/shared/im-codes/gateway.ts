import { caller, configuration, type ImCodeTable, plan, quota, transient } from "./im-code";
import { reportIt, reportItZh, tryAgain, tryAgainZh, waitAgain, waitAgainZh } from "./advice";

const badAccountOrSignature = configuration(
  "The admin account or its signature was not accepted.",
  "管理员账号或 UserSig 签名不正确。",
  "Check that SDKAppID, admin account and secret key in the console's configuration all belong to the same app.",
  "请检查控制台配置中的 SDKAppID、管理员账号和密钥是否属于同一个应用。",
);

const tooFrequent = quota(
  "Calls came in faster than IM accepts.",
  "请求过于频繁，超出 IM 允许的频率。",
  waitAgain,
  waitAgainZh,
);

/** Answers of the gateway, before the command itself is looked at. (contract 13.1) */
export const gatewayCodes: ImCodeTable = {
  60002: caller("IM could not read the HTTP request.", "IM 无法解析 HTTP 请求。", `Check for a proxy that changes requests on the way. ${reportIt}`, `请检查链路中是否有代理改写了请求。${reportItZh}`),
  60003: caller("IM could not read the request's JSON.", "IM 无法解析请求中的 JSON。", reportIt, reportItZh),
  60004: badAccountOrSignature,
  60005: badAccountOrSignature,
  60006: configuration("IM does not accept this SDKAppID.", "SDKAppID 无效。", "Check the SDKAppID in the console's configuration, and that the endpoint is that of the app's region.", "请检查控制台配置中的 SDKAppID，以及接口域名是否与应用所在地域一致。"),
  60007: quota(
    "More calls of this command per second than IM accepts.",
    "该接口的调用频率超出限制。",
    "Wait a moment and try again. If it keeps happening, other programs call the same app: lower the configured limits, or ask Tencent Cloud for a higher one.",
    "请稍后重试。如频繁出现，说明还有其他程序在调用同一应用，请调低控制台中的频率配置，或向腾讯云申请提高上限。",
  ),
  60008: transient("IM's backend did not answer its gateway in time.", "IM 后台服务响应超时。", tryAgain, tryAgainZh),
  60009: caller("IM does not know the address that was called.", "请求的资源不存在，接口地址有误。", "Check that the configured endpoint is the IM REST API.", "请检查配置的接口域名是否为 IM 服务端 REST API 地址。"),
  60010: configuration("The configured account is not an admin of the app.", "配置的账号不是应用管理员。", "Make the account an app admin in the IM console, or configure one that is.", "请在即时通信 IM 控制台将该账号设为 App 管理员，或改用已有的管理员账号。"),
  60011: tooFrequent,
  60012: caller("The request carries no SDKAppID.", "请求中缺少 SDKAppID。", reportIt, reportItZh),
  60013: transient("IM's gateway could not read what its own backend answered.", "IM 网关无法解析后台返回的内容。", tryAgain, tryAgainZh),
  60014: transient("IM took too long to look the account up.", "IM 转换账号超时。", tryAgain, tryAgainZh),
  60015: caller("An account in the request is not text.", "请求中的账号不是字符串类型。", reportIt, reportItZh),
  60016: configuration("The app is disabled.", "该应用已被停用。", "Check the app's state in the Tencent Cloud console.", "请在腾讯云控制台查看该应用的状态。"),
  60017: configuration("This command is disabled for the app.", "该应用已禁用此接口。", "Ask Tencent Cloud support to enable the command for this app.", "请联系腾讯云技术支持为该应用开通此接口。"),
  60018: tooFrequent,
  60019: tooFrequent,
  60020: plan("The app's plan has expired.", "应用套餐包已过期。", "Renew the plan in the Tencent Cloud console; it takes effect about five minutes later.", "请在腾讯云控制台续费，续费约 5 分钟后生效。"),
  60021: configuration("This server's IP address is not on the app's list of allowed addresses.", "服务器的 IP 不在应用允许的来源 IP 列表中。", "Add this server's public IP address to the allow list in the IM console.", "请在即时通信 IM 控制台将本服务器的公网 IP 加入白名单。"),
};
