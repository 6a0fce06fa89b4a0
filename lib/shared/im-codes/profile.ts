import { adminNeeded, adminNeededZh, checkAccount, checkAccountZh, checkGroup, checkGroupZh, makeAdmin, makeAdminZh, nothingHere, nothingHereZh, reportIt, reportItZh, tryAgain, tryAgainZh, upgrade, upgradeZh } from "./advice";
import { caller, configuration, data, type ImCodeTable, plan, transient } from "./im-code";

const badParameter = caller("A parameter of the request is not allowed.", "请求参数非法。", reportIt, reportItZh);
const noAccount = data("There is no such account in this app.", "账号不存在，或尚未导入该应用。", checkAccount, checkAccountZh);
const admin = configuration(adminNeeded, adminNeededZh, makeAdmin, makeAdminZh);
const profileTrouble = transient("IM's profile service had an internal error.", "IM 资料服务内部错误。", tryAgain, tryAgainZh);
const contactsTrouble = transient("IM's conversation list had an internal error or took too long.", "IM 会话列表服务内部错误或处理超时。", tryAgain, tryAgainZh);
const relationsTrouble = transient("IM's friends service had an internal error or took too long.", "IM 关系链服务内部错误或处理超时。", tryAgain, tryAgainZh);
const badValue = caller("A profile field's value is not allowed.", "资料字段的取值或类型不合法。", nothingHere, nothingHereZh);
const listLimit = caller("More than the conversation list can hold.", "超出会话列表、会话分组或置顶的数量限制。", nothingHere, nothingHereZh);

/** Friends (30xxx), profiles (40xxx), conversation lists (50xxx, 51xxx). (contract 13.5) */
export const profileCodes: ImCodeTable = {
  30001: badParameter,
  30002: configuration("The accounts belong to another app.", "账号与应用不匹配。", "Check the SDKAppID in the console's configuration.", "请检查控制台配置中的 SDKAppID。"),
  30003: noAccount,
  30004: admin,
  30006: relationsTrouble,
  30007: relationsTrouble,
  30008: transient("Somebody else changed the same thing at the same moment.", "数据被同时修改，发生写入冲突。", tryAgain, tryAgainZh),
  40001: badParameter,
  40002: caller("The request names no account.", "请求中没有指定账号。", reportIt, reportItZh),
  40003: noAccount,
  40004: admin,
  40006: profileTrouble,
  40007: configuration("The profile field may not be read.", "没有读取该资料字段的权限。", "Allow reading it in the IM console.", "请在即时通信 IM 控制台开放该字段的读权限。"),
  40008: configuration("The profile field may not be written.", "没有写入该资料字段的权限。", "Allow writing it in the IM console.", "请在即时通信 IM 控制台开放该字段的写权限。"),
  40009: caller("IM does not know this profile field.", "资料字段不存在。", reportIt, reportItZh),
  40601: caller("A profile field's value is longer than 500 bytes.", "资料字段的取值超过 500 字节。", nothingHere, nothingHereZh),
  40605: badValue,
  40610: badValue,
  50001: noAccount,
  50002: badParameter,
  50003: admin,
  50004: contactsTrouble,
  50005: contactsTrouble,
  51006: caller("No conversation to mark, or more than 100 at once.", "标记的会话为空，或超过 100 个。", nothingHere, nothingHereZh),
  51007: data("The group is gone.", "群组已不存在。", checkGroup, checkGroupZh),
  51008: listLimit,
  51009: data("The conversation group is not there.", "会话分组不存在。", nothingHere, nothingHereZh),
  51010: listLimit,
  51011: caller("The conversation group's name is longer than 32 bytes.", "会话分组名称超过 32 字节。", nothingHere, nothingHereZh),
  51012: caller("More than 50 conversations pinned.", "置顶会话超过 50 个。", nothingHere, nothingHereZh),
  51013: plan("The plan has no conversation marks and groups.", "当前套餐不支持会话标记与会话分组。", upgrade, upgradeZh),
};
