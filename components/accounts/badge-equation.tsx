import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { sumGroups, type PictureSoFar } from "@/lib/client/picture";
import { missingCalls } from "@/lib/shared/missing";
import type { Picture, Sums } from "@/lib/shared/picture";
import { Amount, Change } from "../ui/change";
import { Skeleton } from "../ui/skeleton";
import classes from "./badge-equation.module.css";
import { RawButton, rawCommands } from "./raw-button";

interface Props {
  known: PictureSoFar | undefined;
  /** The numbers before, to show against. */
  since: Picture | undefined;
  /** Whether numbers that are not there yet may still come. */
  waiting: boolean;
  /** Whether a search for what is unexplained is under way. */
  searching: boolean;
  /** How many of the unexplained the last one has found. */
  found: number;
  onFind: () => void;
}

/** Server badge = one-to-one + groups, and one-to-one = listed + unexplained: where a wrong badge shows first. */
export function BadgeEquation({ known, since, waiting, searching, found, onFind }: Props) {
  const t = useTranslations("account.equation");
  const format = useFormatter();
  const sums = sumsSoFar(known, waiting);
  const was = since?.sums;
  const answers = known?.answers ?? [];
  const unexplained = sums.unexplained ?? 0;
  return (
    <div className={classes.line}>
      <div className={classes.equation}>
        <Term name={t("badge")} value={sums.badge} before={was?.badge} />
        <Sign>=</Sign>
        <Term name={t("oneToOne")} value={sums.total} before={was?.total} raw={<RawButton answers={answers} command={rawCommands.unread} about={t("oneToOne")} />} />
        <Sign>+</Sign>
        <Term name={t("groups")} value={sums.groups} before={was?.groups} raw={<RawButton answers={answers} command={rawCommands.groups} about={t("groups")} />}>
          {sums.mutedGroups ? t("muted", { count: sums.mutedGroups }) : undefined}
        </Term>
      </div>
      <div className={classes.equation} data-second="true">
        <Term
          name={t("listed", { total: sums.total === undefined ? "…" : sums.total === null ? "?" : format.number(sums.total) })}
          value={sums.listed}
          before={was?.listed}
          raw={<RawButton answers={answers} command={rawCommands.conversations} about={t("list")} />}
        >
          {sums.unreadable ? t("unreadable", { count: sums.unreadable }) : undefined}
        </Term>
        <Sign>+</Sign>
        <Term name={t("unexplained")} value={sums.unexplained} before={was?.unexplained} open={unexplained > 0}>
          {found > 0 && found <= unexplained ? t("found", { count: found }) : undefined}
        </Term>
      </div>
      {unexplained > 0 && (
        <div className={classes.find}>
          <Button disabled={searching} onClick={onFind}>
            {t("find", { count: unexplained })}
          </Button>
          <span className={classes.hint}>{t("findHint", { calls: missingCalls })}</span>
        </div>
      )}
    </div>
  );
}

interface TermProps {
  name: string;
  /** `undefined`: still being read. */
  value: number | null | undefined;
  before: number | null | undefined;
  open?: boolean;
  raw?: ReactNode;
  children?: ReactNode;
}

function Term({ name, value, before, open = false, raw, children }: TermProps) {
  const moved = typeof before === "number" && typeof value === "number" && before !== value;
  return (
    <div className={classes.term} data-open={open}>
      <span className={classes.name}>
        {name} {raw}
      </span>
      <span className={classes.number}>{value === undefined ? <Skeleton width={46} height={32} /> : moved ? <Change size="large" before={before} after={value} /> : <Amount value={value} />}</span>
      {children && <span className={classes.hint}>{children}</span>}
    </div>
  );
}

function Sign({ children }: { children: string }) {
  return <span className={classes.sign}>{children}</span>;
}

/** The server's sums, or, until they come, those that its first parts allow. Where no more will come, the others are unknown. */
function sumsSoFar(known: PictureSoFar | undefined, waiting: boolean): Partial<Sums> {
  if (known?.picture) return known.picture.sums;
  const others = waiting ? {} : { badge: null, total: null, groups: null, listed: null, unexplained: null };
  const total = known?.total && (known.total.ok ? known.total.value : null);
  const groups = known?.groups && (known.groups.ok ? sumGroups(known.groups.value) : null);
  const badge = total === undefined || groups === undefined ? undefined : total === null || groups === null ? null : total + groups;
  return { ...others, ...(total !== undefined && { total }), ...(groups !== undefined && { groups }), ...(badge !== undefined && { badge }) };
}
