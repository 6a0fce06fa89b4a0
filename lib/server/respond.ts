import "server-only";
import { AppError, errorStatus, type ErrorBody } from "@/lib/shared/errors";
import type { Locale } from "@/lib/shared/locales";
import type { BaseContext } from "./context";
import { createTranslation } from "./translate";

interface Asked {
  locale: Locale;
  requestId: string;
  ctx: BaseContext | undefined;
}

/** Any thrown value as an HTTP answer. */
export function toErrorResponse(error: unknown, asked: Asked): Response {
  const body = toErrorBody(error, asked);
  return Response.json({ error: body }, { status: errorStatus[body.code], headers: { "cache-control": "no-store", "x-request-id": asked.requestId } });
}

/** Any thrown value as the one error shape, in the reader's language. What was not foreseen goes whole to the log and says nothing outside. */
export function toErrorBody(error: unknown, { locale, requestId, ctx }: Asked): ErrorBody {
  const known = error instanceof AppError ? error : new AppError("internal", "Something went wrong on our side. Give this request id to whoever runs the console.", { cause: error });
  if (known.code === "internal") (ctx?.log ?? fallbackLog).error({ requestId, err: error }, "unforeseen error");
  else ctx?.log.info({ requestId, actor: ctx.actor.name, code: known.code, im: known.im?.code }, "request refused");
  const { sentence, field, im } = createTranslation(locale);
  return {
    code: known.code,
    message: sentence(known),
    ...(known.fields && { fields: Object.fromEntries(Object.entries(known.fields).map(([path, key]) => [path, field(key)])) }),
    ...(known.im && { im: im(known.im) }),
    requestId,
  };
}

/** Before there is a runtime there is no log; the process's own error stream is all that is left. */
const fallbackLog = { error: (fields: object, message: string) => process.stderr.write(`${message} ${String((fields as { err?: unknown }).err)}\n`) };
