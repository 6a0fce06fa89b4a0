import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { accountQueries } from "@/lib/client/accounts";
import { Badge } from "../ui/badge";
import { IdChip } from "../ui/id-chip";
import { Skeleton } from "../ui/skeleton";
import classes from "./account-line.module.css";

/** Who an account id belongs to, whether it exists, and whether it is online. What cannot be read is said, not guessed. */
export function AccountLine({ app, userId }: { app: string; userId: string }) {
  const t = useTranslations("account");
  const { data, isPending, isError } = useQuery(accountQueries.account(app, userId));
  const name = data?.nick?.trim() ? data.nick : undefined;
  return (
    <div className={classes.line}>
      <div className={classes.picture} aria-hidden="true">
        {[...(name ?? userId).trim()][0]?.toUpperCase()}
      </div>
      <div className={classes.text}>
        {isPending ? <Skeleton width={140} height={18} /> : <strong className={classes.nick}>{name ? <bdi>{name}</bdi> : t(isError ? "unavailable" : data?.exists === false ? "goneTitle" : "unnamed")}</strong>}
        <span className={classes.facts}>
          <IdChip id={userId} />
          {data && <Badge tone={data.exists ? "neutral" : "bad"}>{t(data.exists ? "exists" : "gone")}</Badge>}
          {data?.exists && <Badge tone={data.online === "online" ? "good" : "neutral"}>{t(`online.${data.online}`)}</Badge>}
        </span>
      </div>
    </div>
  );
}
