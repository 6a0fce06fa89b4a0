import "server-only";
import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import { AppError } from "@/lib/shared/errors";
import { hasScope, lowestRoleWith, type Scope } from "@/lib/shared/roles";
import { recordRefusal } from "./audit";
import type { BaseContext, Context } from "./context";
import { isReaderGone } from "./reader-gone";
import { pathValues, readJson, requireSameOrigin } from "./request";
import { toErrorResponse } from "./respond";
import { getRuntime } from "./runtime";
import { requireActor } from "./session";
import { requestLocale } from "./translate";

type Schema = z.ZodMiniType;
type Output<S> = S extends Schema ? z.output<S> : undefined;
type ContextFor<P> = Output<P> extends { app: string } ? Context : BaseContext;

interface Spec<P, Q, B> {
  scope: Scope;
  /** Names the segments of the path; with `app` among them the handler gets that app's IM client. */
  params?: P;
  query?: Q;
  body?: B;
  /** The body is a file, whatever its content type; the handler reads it as it arrives. */
  file?: true;
  /** The audit action of a write. An attempt that is refused here is recorded under it. */
  writes?: string;
  /** The audit action of a reading that is recorded. An attempt that is refused here is, too. */
  records?: string;
}

interface Call<P, Q, B> {
  ctx: ContextFor<P>;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  /** What is sent, for a route that takes a file; else nothing. */
  file: AsyncIterable<Uint8Array>;
}

type Segment = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/**
 * One BFF route: finds who is asking, checks origin and scope, parses what came in, builds the context, and answers JSON (or the
 * response the handler made, where that is a stream or a file) or the one error shape with a request id (also in the `x-request-id`
 * header). Refused writes are recorded.
 */
export function route<P extends Schema | undefined = undefined, Q extends Schema | undefined = undefined, B extends Schema | undefined = undefined>(
  spec: Spec<P, Q, B>,
  handle: (call: Call<P, Q, B>) => Promise<unknown>,
): (request: Request, segment: Segment) => Promise<Response> {
  return async (request, segment) => {
    const requestId = randomUUID();
    const locale = requestLocale(request);
    let ctx: BaseContext | undefined;
    let path: Record<string, string> = {};
    try {
      const { env, db, log, apps } = await getRuntime();
      const actor = await requireActor();
      // A write goes on when the browser has gone: half a change helps nobody.
      // Of a file, half is no use.
      const signal = spec.writes && !spec.file ? undefined : request.signal;
      const base: BaseContext = { actor, db, log, requestId, locale, settings: env, apps, attempt: { recorded: false }, signal };
      ctx = base;
      path = pathValues(await segment.params);
      requireSameOrigin(request, env, spec.writes !== undefined);
      if (!hasScope(actor.role, spec.scope)) {
        const role = lowestRoleWith(spec.scope);
        throw new AppError("forbidden", `Your role may not do this; it takes the role “${role}” or higher.`, { params: { role } });
      }
      const params = parse(spec.params as P, path);
      const query = parse(spec.query as Q, Object.fromEntries(new URL(request.url).searchParams));
      const body = parse(spec.body as B, spec.body ? await readJson(request) : undefined);
      const wanted = (params as { app?: string } | undefined)?.app;
      const app = wanted === undefined ? undefined : apps.get(wanted);
      if (wanted !== undefined && !app) throw new AppError("app_not_found", "No app with this number is configured here.");
      const result = await handle({ ctx: { ...base, ...(app && { app: app.app, im: app.im.with({ requestId }) }) } as ContextFor<P>, params, query, body, file: request.body ?? nothing() });
      const response = result instanceof Response ? result : Response.json(result);
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (error) {
      // Nobody reads this answer; 499 is what proxies log for a client that has gone.
      if (ctx?.signal?.aborted || isReaderGone(error)) return new Response(null, { status: 499 });
      const action = spec.writes ?? spec.records;
      if (action && ctx && !ctx.attempt.recorded) await recordRefusal(ctx, { action, ...refusedTarget(path), ...ctx.attempt.intent }, error);
      return toErrorResponse(error, { locale, requestId, ctx });
    }
  };
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

function parse<S extends Schema | undefined>(schema: S, value: unknown): Output<S> {
  // The two branches of Output follow the two of this function; TypeScript cannot see that.
  if (!schema) return undefined as Output<S>;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Output<S>;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  throw new AppError("invalid_input", "Some of the values cannot be used.", { fields });
}

/** As much of a refused request's target as the record can hold. */
function refusedTarget({ app, userId, groupId, seq }: Record<string, string>) {
  const entry = seq !== undefined && /^\d{1,15}$/.test(seq) ? { putBackOf: Number(seq) } : undefined;
  return { sdkAppId: clip(app), account: clip(userId), groupId: clip(groupId), detail: entry };
}

function clip(value: string | undefined): string | undefined {
  return value?.slice(0, 100);
}
