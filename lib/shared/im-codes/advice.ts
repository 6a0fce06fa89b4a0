/** Sentences that many codes share. */
export const reportIt = "This looks like a fault of this console: report it with the request id.";
export const reportItZh = "这可能是本控制台的问题，请附上请求 ID 反馈。";

export const tryAgain = "Try again in a moment. If it lasts, see Tencent Cloud's status page or ask its support.";
export const tryAgainZh = "请稍后重试；如持续出现，请查看腾讯云服务状态或联系技术支持。";

export const waitAgain = "Wait a few seconds and try again.";
export const waitAgainZh = "请等待几秒后重试。";

export const checkAccount = "Check the spelling, upper and lower case included, and that you are in the right app.";
export const checkAccountZh = "请检查账号拼写（区分大小写），并确认所选应用正确。";

export const checkGroup = "Check the group id, and that you are in the right app. A dissolved group cannot be brought back.";
export const checkGroupZh = "请检查群 ID，并确认所选应用正确；已解散的群无法恢复。";

export const nothingHere = "This console does not do this by itself; look for another program that uses the app.";
export const nothingHereZh = "本控制台不会主动进行此操作，请排查使用同一应用的其他程序。";

export const askDevelopers = "Ask the developers of the app.";
export const askDevelopersZh = "请联系业务研发确认。";

export const adminNeeded = "The calling account has no admin right.";
export const adminNeededZh = "当前调用账号没有管理员权限。";
export const makeAdmin = "Make the configured account an app admin in the IM console.";
export const makeAdminZh = "请在即时通信 IM 控制台将配置的账号设为 App 管理员。";

export const upgrade = "See the plan's limits in the Tencent Cloud console; a bigger plan lifts them.";
export const upgradeZh = "请在腾讯云控制台查看套餐包限制，升级套餐后可提高上限。";
