import { checkAccount, checkAccountZh, adminNeeded, adminNeededZh, askDevelopers, askDevelopersZh, makeAdmin, makeAdminZh, nothingHere, nothingHereZh, reportIt, reportItZh, tryAgain, tryAgainZh, upgrade, upgradeZh, waitAgain, waitAgainZh } from "./advice";
import { caller, configuration, data, type ImCodeTable, plan, quota, transient } from "./im-code";

const illegalSignature = configuration("The signature cannot be read.", "UserSig 非法，无法解析。", "Check the secret key in the console's configuration, and that nothing on the way changes requests.", "请检查控制台配置中的密钥，并确认链路中没有改写请求的代理。");
const timeout = transient("IM's account service took too long.", "IM 账号服务处理超时。", tryAgain, tryAgainZh);

/** Accounts and signatures (70xxx), and content (80xxx). (contract 13.2) */
export const accountCodes: ImCodeTable = {
  70001: configuration("The signature had expired when it arrived.", "UserSig 已过期。", "It is signed anew by itself, so check that this server's clock is right.", "UserSig 会自动重新生成，请检查本服务器的系统时间是否准确。"),
  70002: configuration("The signature was empty.", "UserSig 为空。", "Check the secret key in the console's configuration.", "请检查控制台配置中的密钥。"),
  70003: illegalSignature,
  70005: illegalSignature,
  70009: configuration("The secret key does not belong to this app.", "密钥与该应用不匹配，UserSig 校验失败。", "Copy the key of this SDKAppID from the IM console into the console's configuration.", "请从即时通信 IM 控制台复制该 SDKAppID 对应的密钥，更新到控制台配置中。"),
  70013: configuration("The signature is for another account.", "UserSig 与请求中的账号不一致。", "Check the admin account in the console's configuration.", "请检查控制台配置中的管理员账号。"),
  70014: configuration("The signature is for another app.", "UserSig 与请求中的 SDKAppID 不一致。", "Check the SDKAppID in the console's configuration.", "请检查控制台配置中的 SDKAppID。"),
  70016: configuration("The app has no public key.", "应用的公钥不存在。", "The app still uses the old way of signing. Switch it to the secret key (HMAC-SHA256) in the IM console.", "该应用仍使用旧版签名算法，请在即时通信 IM 控制台切换为密钥（HMAC-SHA256）方式。"),
  70020: configuration("There is no app with this SDKAppID.", "SDKAppID 不存在。", "Check the SDKAppID in the console's configuration, and that the endpoint is that of the app's region.", "请检查控制台配置中的 SDKAppID，以及接口域名是否与应用所在地域一致。"),
  70050: quota("Too many wrong signatures in a short time; IM is not checking any for now.", "签名校验失败次数过多，已被临时限制。", "Correct the secret key, then wait a minute before trying again.", "请先修正密钥，等待 1 分钟后再试。"),
  70051: configuration("The admin account is on a block list.", "管理员账号已被列入黑名单。", "Ask Tencent Cloud support, or configure another admin account.", "请联系腾讯云技术支持，或改用其他管理员账号。"),
  70107: data("There is no such account in this app.", "该应用中不存在此账号。", checkAccount, checkAccountZh),
  70114: quota("IM has restricted these calls for security.", "触发 IM 安全频率限制。", waitAgain, waitAgainZh),
  70169: timeout,
  70202: timeout,
  70206: caller("Too many or too few accounts in one request.", "单次请求的账号数量不合法。", reportIt, reportItZh),
  70398: plan("The free plan's 100 accounts are used up.", "免费版 100 个账号的额度已用完。", upgrade, upgradeZh),
  70402: caller("A parameter of the request is not allowed.", "请求参数非法。", "Check the account ids: 1 to 32 bytes of letters, digits and common signs.", "请检查账号：应为 1 至 32 字节的字母、数字和常用符号。"),
  70403: configuration(adminNeeded, adminNeededZh, makeAdmin, makeAdminZh),
  70500: transient("IM's account service had an internal error.", "IM 账号服务内部错误。", tryAgain, tryAgainZh),
  71000: plan("Accounts of this plan cannot be deleted.", "当前套餐版本不支持删除账号。", nothingHere, nothingHereZh),
  72000: plan("The free quota of daily active users is used up.", "免费日活额度已用完。", upgrade, upgradeZh),
  72001: configuration("User states are switched off for this app, so nobody's online state can be read.", "应用未开通用户状态功能，无法查询在线状态。", "Switch user states on in the IM console if you need them. Unread numbers do not depend on it.", "如有需要，请在即时通信 IM 控制台开通用户状态功能；未读数查询不受影响。"),
  80001: data("The text was rejected by content moderation.", "文本内容未通过安全审核。", askDevelopers, askDevelopersZh),
  80002: caller("The message is too long.", "消息内容过长。", nothingHere, nothingHereZh),
  80003: transient("The app's own webhook failed or did not answer in time.", "业务方回调失败或超时。", `${tryAgain} If it lasts, ask the developers of the app about the webhook.`, "请稍后重试；如持续出现，请业务研发检查回调服务。"),
  80004: data("The picture was rejected by content moderation.", "图片内容未通过安全审核。", askDevelopers, askDevelopersZh),
};
