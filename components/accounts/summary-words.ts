import type { Environment } from "@/lib/shared/apps";
import type { Locale } from "@/lib/shared/locales";
import type { Promised } from "./promise-of";

export interface SummaryWords {
  title: string;
  app: (label: string, id: string, environment: string) => string;
  environments: Record<Environment, string>;
  account: (id: string) => string;
  at: (time: string) => string;
  noAccount: string;
  accountUnchecked: string;
  badge: (badge: string, total: string, groups: string) => string;
  oneToOne: (total: string, listed: string, unexplained: string) => string;
  /** After what was done from this console last: the badge before and now. */
  done: (before: string, after: string) => string;
  marked: (changed: string, refused: string, others: string) => string;
  muted: (muted: string) => string;
  unreadable: (conversations: string) => string;
  notRead: (parts: string) => string;
  parts: Record<"total" | "conversations" | "groups", string>;
  separator: string;
  moving: string;
  findings: string;
  verdicts: Record<Promised, string>;
  finding: (number: number, verdict: string, title: string, next: string) => string;
  nothing: string;
  nothingButIncomplete: string;
  unknown: string;
}

/** A summary leaves the console in both languages at once, so its words stand side by side and not in the page's catalogue. */
export const summaryWords: Record<Locale, SummaryWords> = {
  en: {
    title: "Unread count summary",
    app: (label, id, environment) => `App: ${label} (${id}, ${environment})`,
    environments: { production: "production", staging: "staging", sandbox: "sandbox" },
    account: (id) => `Account: ${id}`,
    at: (time) => `Read at: ${time}`,
    noAccount: "This account does not exist in the app.",
    accountUnchecked: "Whether the account exists could not be checked.",
    badge: (badge, total, groups) => `Server badge: ${badge} = one-to-one ${total} + groups ${groups}`,
    oneToOne: (total, listed, unexplained) => `One-to-one: ${total} = listed conversations ${listed} + unexplained ${unexplained}`,
    done: (before, after) => `After the last change from this console: server badge ${before} → ${after}`,
    marked: (changed, refused, others) => `Conversations marked read: ${changed} changed, ${refused} refused, ${others} without a proven change`,
    muted: (muted) => `Of the groups, in muted ones: ${muted} (apps usually leave these out of the badge)`,
    unreadable: (conversations) => `Conversations whose number could not be read: ${conversations}`,
    notRead: (parts) => `Could not be read: ${parts}`,
    parts: { total: "one-to-one total", conversations: "conversations", groups: "groups" },
    separator: ", ",
    moving: "The numbers were changing while they were read; nothing is concluded from their difference.",
    findings: "Findings:",
    verdicts: { fixable: "can be fixed from the console", not_from_server: "not from the server", not_surely_from_server: "not surely from the server", nothing_wrong: "nothing wrong" },
    finding: (number, verdict, title, next) => `${number}. [${verdict}] ${title} Next step: ${next}`,
    nothing: "Findings: none.",
    nothingButIncomplete: "Findings: none, but not everything could be read.",
    unknown: "unknown",
  },
  "zh-CN": {
    title: "未读数排查摘要",
    app: (label, id, environment) => `应用：${label}（${id}，${environment}）`,
    environments: { production: "生产环境", staging: "预发布环境", sandbox: "沙箱环境" },
    account: (id) => `账号：${id}`,
    at: (time) => `读取时间：${time}`,
    noAccount: "应用中没有此账号。",
    accountUnchecked: "未能确认该账号是否存在。",
    badge: (badge, total, groups) => `服务端角标：${badge} = 单聊 ${total} + 群聊 ${groups}`,
    oneToOne: (total, listed, unexplained) => `单聊：${total} = 列表内 ${listed} + 来源不明 ${unexplained}`,
    done: (before, after) => `通过本控制台处理后：服务端角标 ${before} → ${after}`,
    marked: (changed, refused, others) => `标记已读的会话：已变更 ${changed} 个，被拒绝 ${refused} 个，未能确认变更 ${others} 个`,
    muted: (muted) => `其中免打扰群聊：${muted}（客户端通常不计入角标）`,
    unreadable: (conversations) => `未能读取未读数的会话：${conversations} 个`,
    notRead: (parts) => `未能读取：${parts}`,
    parts: { total: "单聊未读总数", conversations: "会话列表", groups: "群聊" },
    separator: "、",
    moving: "读取期间数字仍在变化，因此未对差额下结论。",
    findings: "诊断结果：",
    verdicts: { fixable: "可在控制台修复", not_from_server: "服务端无法修复", not_surely_from_server: "服务端未必能修复", nothing_wrong: "无异常" },
    finding: (number, verdict, title, next) => `${number}. 【${verdict}】${title}下一步：${next}`,
    nothing: "诊断结果：未发现异常。",
    nothingButIncomplete: "诊断结果：未发现异常，但有部分内容未能读取。",
    unknown: "未知",
  },
};
