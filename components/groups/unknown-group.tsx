import { useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref } from "@/lib/client/paths";
import type { AppError } from "@/lib/shared/errors";
import { UserId } from "@/lib/shared/ids";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { Panel } from "../ui/panel";
import { GroupHead } from "./group-head";

/** IM knows no such group: why that may be, and what else the id may mean. */
export function UnknownGroup({ groupId, error }: { groupId: string; error: AppError }) {
  const t = useTranslations("groups.unknown");
  const { app, wanted } = useChosenApp();
  return (
    <>
      <GroupHead groupId={groupId} group={undefined} />
      <Panel label={t("title")}>
        <Problem error={error} />
        <p>{t("text", { app: app?.label ?? "" })}</p>
        {UserId.safeParse(groupId).success && (
          <p>
            <Link href={accountHref(groupId, wanted)} prefetch={false}>
              {t("asAccount")}
            </Link>
          </p>
        )}
      </Panel>
    </>
  );
}
