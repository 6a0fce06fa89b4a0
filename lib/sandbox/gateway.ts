import { fail, Refusal, type Answer } from "./answer";
import { commands, services } from "./commands/registry";
import type { Fault } from "./faults";
import { isObject, type Body } from "./fields";
import { parseQuery } from "./query";
import type { CommandLog } from "./stats";
import { nowSeconds, type AppState } from "./store/state";

export type WireRequest = { method: string; url: string; body: string | undefined };
export type Reply = { text: string; fault?: Fault | undefined; delayMs: number };

type Target = { service: string; name: string; query: Map<string, string> };
type Credentials = { state: AppState; identifier: string };

const maxAnswerBytes = 1_048_576;
const path = /^\/v4\/([^/?]+)\/([^/?]+)\/?(?:\?(.*))?$/s;

/** Answers one call as the IM REST gateway would: the checks of contract 15.1 in their order, then the command. Never throws. */
export function answerCall(apps: ReadonlyMap<number, AppState>, request: WireRequest): Reply {
  let target: Target | undefined;
  let state: AppState | undefined;
  try {
    target = readTarget(request);
    const credentials = readCredentials(apps, target.query, (found) => (state = found));
    return run(credentials, target, request.body);
  } catch (error) {
    const log = state && target ? state.recorder.command(target.name) : undefined;
    return finish(state, log, request.body, refused(error, target), undefined);
  }
}

function readTarget({ method, url }: WireRequest): Target {
  if (method !== "POST") throw new Refusal(60002, "HTTP parse Error: only POST is supported");
  const match = path.exec(url);
  const service = match?.[1];
  const command = match?.[2];
  if (!service || !command) throw new Refusal(60009, "Resource error: the path must be /v4/{service}/{command}");
  if (!services.has(service)) throw new Refusal(60009, "Resource error: unknown service");
  const name = `${service}/${command}`;
  return { service, name: commands.has(name) ? name : `${service}/(unknown)`, query: parseQuery(match[3] ?? "") };
}

function readCredentials(apps: ReadonlyMap<number, AppState>, query: Map<string, string>, found: (state: AppState) => void): Credentials {
  const sdkAppId = query.get("sdkappid");
  if (!sdkAppId) throw new Refusal(60012, "SDKAppID is missing");
  const state = /^\d{1,10}$/.test(sdkAppId) ? apps.get(Number(sdkAppId)) : undefined;
  if (!state) throw new Refusal(60006, "SDKAppID is invalid");
  found(state);
  const identifier = query.get("identifier");
  const userSig = query.get("usersig");
  if (!identifier || userSig === undefined) throw new Refusal(60004, "identifier or usersig is missing");
  const verdict = state.verifier.verify(userSig, identifier, nowSeconds(state));
  if ("info" in verdict) throw new Refusal(verdict.code, verdict.info);
  if (!state.app.admins.includes(identifier)) throw new Refusal(60010, "an app admin is required as identifier");
  return { state, identifier };
}

function run({ state, identifier }: Credentials, { name, service }: Target, text: string | undefined): Reply {
  const { options, recorder } = state;
  const log = recorder.command(name);
  const limit = options.limits.get(name) ?? options.limits.get("default") ?? 200;
  if (!log.pace.take(state.clock(), limit)) {
    recorder.webhook("Alert.RequestOverLimit");
    return finish(state, log, text, envelope(fail(60007, "REST API frequency exceeded"), service), undefined);
  }
  const fault = state.faults.draw(name);
  if (fault?.kind === "code" || fault?.kind === "http502") {
    const code = fault.kind === "code" ? (fault.code ?? 91000) : 502;
    return finish(state, log, text, envelope(fail(code, "injected by the sandbox"), service), fault);
  }
  const answer = attempt(state, name, service, identifier, text);
  return finish(state, log, text, answer, fault);
}

function attempt(state: AppState, name: string, service: string, identifier: string, text: string | undefined): Answer {
  try {
    const body = parseBody(text, service);
    const command = commands.get(name);
    if (!command) throw new Refusal(isGroupService(service) ? 10003 : 60009, "unknown command");
    checkAccounts(body, 0);
    return envelope(command(state, body, { identifier, now: nowSeconds(state) }), service);
  } catch (error) {
    return refused(error, { service });
  }
}

function parseBody(text: string | undefined, service: string): Body {
  let body: unknown;
  if (text !== undefined && text !== "") {
    try {
      body = JSON.parse(text);
    } catch {
      // Falls through to the refusal: what cannot be parsed is no object either.
    }
  }
  if (isObject(body)) return body;
  if (service === "openim") throw new Refusal(90001, "Fail to Parse json data of body, Please check it");
  throw new Refusal(isGroupService(service) ? 10004 : 60003, "the body must be a JSON object");
}

/** An account written as a number is refused for every command (contract 4.1); 0 is "not given", other types get the command's own code. */
function checkAccounts(body: Body, depth: number): void {
  for (const key of Object.keys(body)) {
    const value = body[key];
    const list = Array.isArray(value) ? value : undefined;
    if (key.endsWith("_Account") || key === "UserID" || key === "Accounts") {
      if ((typeof value === "number" && value !== 0) || list?.some((entry) => typeof entry === "number")) throw new Refusal(60015, `${key} must be a string`);
    } else if (list && depth === 0 && key !== "MsgBody") {
      for (const entry of list) if (isObject(entry)) checkAccounts(entry, 1);
    }
  }
}

function isGroupService(service: string): boolean {
  return service.includes("group");
}

/** What any throw becomes: a refusal keeps its code, anything unforeseen is the service's internal error. */
function refused(error: unknown, target: { service: string } | undefined): Answer {
  const service = target?.service ?? "";
  if (error instanceof Refusal) return envelope(fail(error.code, error.message, error.fields), service);
  return envelope(fail(isGroupService(service) ? 10002 : 91000, "internal error"), service);
}

function envelope(answer: Answer, service: string): Answer {
  if (service === "recentcontact" || service === "profile") answer.ErrorDisplay = "";
  return answer;
}

function finish(state: AppState | undefined, log: CommandLog | undefined, body: string | undefined, answer: Answer, fault: Fault | undefined): Reply {
  let text = JSON.stringify(answer);
  let code = answer.ErrorCode;
  if (text.length > maxAnswerBytes && code === 0) {
    code = 10018;
    text = JSON.stringify(fail(code, "the response exceeds 1 MB; ask for less"));
  }
  if (state && log) state.recorder.finish(log, body ?? "", code);
  return { text, fault, delayMs: state?.options.latencyMs ?? 0 };
}
