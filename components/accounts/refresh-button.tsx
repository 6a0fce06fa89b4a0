import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { RefreshIcon } from "../ui/icons";

interface Props {
  /** By this browser's clock; 0 before anything was read. */
  readAt: number;
  reading: boolean;
  onRefresh: () => void;
}

/** Reads again, and says how old the numbers are. */
export function RefreshButton({ readAt, reading, onRefresh }: Props) {
  const t = useTranslations();
  const [now, setNow] = useState(readAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - readAt) / 1000));
  return (
    <Button variant="default" size="sm" leftSection={<RefreshIcon />} loading={reading} onClick={onRefresh}>
      {t("common.refresh")}
      {readAt > 0 && ` · ${seconds < 100 ? t("account.secondsAgo", { seconds }) : t("account.minutesAgo", { minutes: Math.round(seconds / 60) })}`}
    </Button>
  );
}
