import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { accountHref } from "@/lib/client/paths";
import type { AppError } from "@/lib/shared/errors";
import { UserId } from "@/lib/shared/ids";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { Panel } from "../ui/panel";
import { GroupHead } from "./group-head";

interface Props {
  groupId: string;
  error: AppError;
  reading: boolean;
  onRetry: () => void;
}

/** IM knows no such group: why that may be, what else the id may mean, and another look. */
export function UnknownGroup({ groupId, error, reading, onRetry }: Props) {
  const t = useTranslations("groups.unknown");
  const common = useTranslations("common");
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
        <div>
          <Button variant="default" size="xs" loading={reading} onClick={onRetry}>
            {common("tryAgain")}
          </Button>
        </div>
      </Panel>
    </>
  );
}
