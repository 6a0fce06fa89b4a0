import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { accountQueries } from "@/lib/client/accounts";
import type { Account } from "@/lib/shared/accounts";
import { Badge } from "../ui/badge";
import { IdChip } from "../ui/id-chip";
import { Skeleton } from "../ui/skeleton";
import classes from "./account-head.module.css";

interface Props {
  app: string;
  userId: string;
  /** Whether the picture found the account to exist; it wins over what the profile says. `undefined` or `null`: not known. */
  exists: boolean | null | undefined;
  isProtected: boolean;
  /** Buttons. */
  children: ReactNode;
}

/** Who the account belongs to and where it is online. Asked for by itself: without it the numbers stand all the same. */
export function AccountHead({ app, userId, exists: found, isProtected, children }: Props) {
  const t = useTranslations("account");
  const { data, isPending, isError, isFetching, refetch } = useQuery(accountQueries.account(app, userId));
  const exists = found ?? data?.exists;
  const name = exists !== false && data?.nick?.trim() ? data.nick : undefined;
  return (
    <header className={classes.head}>
      {/* Only an initial: the page loads nothing from elsewhere, pictures of customers included. */}
      <div className={classes.initial} aria-hidden="true">
        {[...(name ?? userId).trim()][0]?.toUpperCase()}
      </div>
      <div className={classes.text}>
        <h1 className={classes.name}>
          <bdi>{name ?? userId}</bdi>
        </h1>
        <div className={classes.facts}>
          <IdChip id={userId} />
          {isProtected && (
            <Badge tone="warn" title={t("protectedHint")}>
              {t("protected")}
            </Badge>
          )}
          {isPending && <Skeleton width={120} height={20} />}
          {exists === false && <Badge tone="bad">{t("gone")}</Badge>}
          {exists && data && name === undefined && <span>{t("unnamed")}</span>}
          {exists && data?.exists && <Devices account={data} />}
          {isError && (
            <>
              <span>{t("unavailable")}</span>
              <Button variant="subtle" size="compact-xs" loading={isFetching} onClick={() => void refetch()}>
                {t("profileAgain")}
              </Button>
            </>
          )}
        </div>
      </div>
      <div className={classes.actions}>{children}</div>
    </header>
  );
}

function Devices({ account: { online, platforms } }: { account: Account }) {
  const t = useTranslations("account");
  if (platforms.length === 0) return <Badge tone={online === "online" ? "good" : "neutral"}>{t(`online.${online}`)}</Badge>;
  return platforms.map(({ platform, status }) => (
    <Badge key={platform} tone={status === "online" ? "good" : "neutral"} title={t(`online.${status}`)}>
      {t(`device.${status}`, { platform })}
    </Badge>
  ));
}
