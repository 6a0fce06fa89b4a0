import { useTranslations } from "next-intl";
import { hasScope, lowestRoleWith, type Scope } from "@/lib/shared/roles";
import { useConsole } from "./console-context";

/** Why the person may not use what `scope` guards, as a sentence; `undefined` when they may. */
export function useRefusal(scope: Scope): string | undefined {
  const t = useTranslations();
  const { me, readOnly } = useConsole();
  if (!hasScope(me.role, scope)) {
    return t("common.needsRole", { own: t(`roles.${me.role}.name`), role: t(`roles.${lowestRoleWith(scope)}.name`) });
  }
  if (readOnly && scope === "unread:write") return t("common.readOnly");
  return undefined;
}
