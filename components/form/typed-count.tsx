import { useTranslations } from "next-intl";
import type { Environment } from "@/lib/shared/apps";
import { TextField } from "./fields";

/** In production, more than this is not confirmed by one click. */
export const countTypedAbove = 20;

/** Whether to act on `count` things at once takes typing their number first. */
export function asksForCount(environment: Environment, count: number): boolean {
  return environment === "production" && count > countTypedAbove;
}

/** Where the number is typed: the field `count` of the form around it. */
export function CountField({ count, hint }: { count: number; hint: string }) {
  const t = useTranslations("common");
  return <TextField name="count" inputMode="numeric" label={t("typeCount", { count })} description={hint} required />;
}
