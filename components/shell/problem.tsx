"use client";

import { useTranslations } from "next-intl";
import { ConnectionError } from "@/lib/client/http";
import type { AppError } from "@/lib/shared/errors";
import { ErrorAlert } from "../ui/error-alert";

/** Whatever `http.ts` threw, as a person should read it. `reads`: nothing was to be changed, so there is nothing to look up again. */
export function Problem({ error, reads = false }: { error: AppError; reads?: boolean }) {
  const t = useTranslations("connection");
  const message = error instanceof ConnectionError && error.code !== "unauthenticated" ? t(reads && error.reason === "unreachable" ? "notRead" : error.reason) : error.message;
  return <ErrorAlert message={message} details={Object.values(error.fields ?? {})} im={error.im} requestId={error.requestId} />;
}
