import type { IncomingMessage } from "node:http";
import { arrange } from "./arrange";
import { commands } from "./commands/registry";
import { defaultApp } from "./apps";
import { parseFaults } from "./faults";
import { changeOptions } from "./options";
import type { AppState } from "./store/state";
import { readTruth } from "./truth";
import { requireApp, resetApp, type World } from "./world";

export type ControlReply = { status: number; body: unknown };

const loopbackAddresses = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/i;
const loopbackOrigin = /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/i;

/** Local callers only: the address, the Host header (against DNS rebinding) and the Origin, if a browser sent one. */
function isLocal(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  return (
    loopbackAddresses.test(request.socket.remoteAddress ?? "") &&
    loopbackHost.test(host ?? "") &&
    (origin === undefined || loopbackOrigin.test(origin))
  );
}

const done: ControlReply = { status: 200, body: { ok: true } };
const found = (body: unknown): ControlReply => ({ status: 200, body });
const error = (status: number, message: string): ControlReply => ({ status, body: { error: message } });

/** Answers `/sandbox/…`: 200 with JSON, 400 for a mistake in the input, 403 for callers from elsewhere, 404. Never throws. */
export function answerControl(world: World, request: IncomingMessage, body: string | undefined): ControlReply {
  if (!isLocal(request)) return error(403, "the sandbox is controlled from this machine only");
  try {
    const url = new URL(request.url ?? "/", "http://localhost");
    return route(world, `${request.method ?? "GET"} ${url.pathname}`, url.searchParams, body);
  } catch (problem) {
    return error(400, problem instanceof Error ? problem.message : "bad request");
  }
}

function route(world: World, target: string, query: URLSearchParams, body: string | undefined): ControlReply {
  const app = query.get("app");
  const sdkAppId = app === null ? defaultApp.sdkAppId : Number(app);
  if (target === "POST /sandbox/reset") {
    // Before anything here holds on to the state that the reset wants to let go.
    resetApp(world, sdkAppId, parse(body));
    return done;
  }
  return routeInApp(requireApp(world, sdkAppId), target, query.get("command") ?? undefined, body);
}

function routeInApp(state: AppState, target: string, command: string | undefined, body: string | undefined): ControlReply {
  switch (target) {
    case "GET /sandbox/stats":
      return found(state.recorder.stats());
    case "GET /sandbox/calls":
      if (!command) throw new Error("command is required, as in ?command=openim/sendmsg");
      return found({ command, calls: state.recorder.calls(command) });
    case "GET /sandbox/requests":
      return found(state.recorder.requests(command));
    case "GET /sandbox/options":
      return found({ ...state.options, limits: Object.fromEntries(state.options.limits) });
    case "POST /sandbox/faults":
      state.faults.set(parseFaults(parse(body)));
      return done;
    case "POST /sandbox/options":
      changeOptions(state.options, parse(body), [...commands.keys()]);
      return done;
    case "POST /sandbox/arrange":
      arrange(state, parse(body));
      return done;
    default:
      return account(state, target);
  }
}

function account(state: AppState, target: string): ControlReply {
  const prefix = "GET /sandbox/accounts/";
  if (!target.startsWith(prefix) || target === prefix) return error(404, "there is no such control route");
  return found(readTruth(state, decodeURIComponent(target.slice(prefix.length))));
}

function parse(body: string | undefined): unknown {
  if (body === undefined || body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new Error("the body is not JSON");
  }
}
