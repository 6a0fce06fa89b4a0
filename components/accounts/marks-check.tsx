import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useCheckMarks } from "@/lib/client/marks";
import type { App } from "@/lib/shared/apps";
import { Problem } from "../shell/problem";
import { Badge } from "../ui/badge";
import { IdChip } from "../ui/id-chip";
import { Notice } from "../ui/notice";
import classes from "./find-missing.module.css";

interface Props {
  app: App;
  account: string;
  /** Begins without waiting for a click, where a click has led here. */
  start?: boolean;
}

/** Looks for conversations flagged as unread: a dot on the device that is no count. */
export function MarksCheck({ app, account, start = false }: Props) {
  const t = useTranslations("acts.marks");
  const { data, error, isPending, mutate } = useCheckMarks(app.sdkAppId, account);
  const atOnce = useRef(start);
  useEffect(() => {
    if (atOnce.current) mutate();
    atOnce.current = false;
  }, [mutate]);
  const count = data?.flagged.length ?? 0;
  return (
    <div className={classes.search}>
      <div className={classes.line}>
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {t(data || error ? "again" : "check")}
        </Button>
        <span className={classes.quiet}>{t("hint")}</span>
      </div>
      {error && <Problem error={error} />}
      <output>
        {data && (
          <Notice tone={data.complete ? "info" : "warn"} title={count > 0 ? t("flagged", { count }) : t(data.complete ? "none" : "noneRead")}>
            {count > 0 && (
              <ul>
                {data.flagged.map((one) => (
                  <li key={one.kind === "c2c" ? `c2c ${one.peer}` : `group ${one.groupId}`}>
                    <IdChip id={one.kind === "c2c" ? one.peer : one.groupId} /> <Badge>{t(one.kind)}</Badge>
                  </li>
                ))}
              </ul>
            )}
            {count > 0 && <p>{t("meaning")}</p>}
            {!data.complete && <p>{t("incomplete")}</p>}
          </Notice>
        )}
      </output>
    </div>
  );
}
