import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { auditQueries } from "@/lib/client/audit";
import { Problem } from "../shell/problem";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { AuditEntries } from "./audit-entries";
import classes from "./audit-screen.module.css";

interface Props {
  seq: number;
  onOpen: (seq: number | undefined) => void;
}

/** The entry that a link leads to, where it is not among those listed. */
export function OpenedEntry({ seq, onOpen }: Props) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const { data: entry, error } = useQuery(auditQueries.entry(seq));
  const title = t("entry", { entry: String(seq) });
  return (
    <Panel
      flush
      title={title}
      aside={
        <Button variant="subtle" size="compact-xs" onClick={() => onOpen(undefined)}>
          {common("close")}
        </Button>
      }
    >
      {entry && <AuditEntries entries={[entry]} label={title} opened={seq} onOpen={onOpen} />}
      {entry === null && <EmptyState title={t("noEntry.title", { entry: String(seq) })}>{t("noEntry.text")}</EmptyState>}
      {entry === undefined && <div className={classes.inset}>{error ? <Problem error={error} /> : <Skeleton height={90} />}</div>}
    </Panel>
  );
}
