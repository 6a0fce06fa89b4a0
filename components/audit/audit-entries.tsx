import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import type { AuditEntry } from "@/lib/shared/audit";
import { Skeleton } from "../ui/skeleton";
import { AuditList } from "./audit-list";
import classes from "./audit-screen.module.css";

// All that is known of one entry comes when somebody asks for it.
const EntryDetails = dynamic(() => import("./entry-details").then((module) => module.EntryDetails), { ssr: false, loading: () => <Skeleton height={160} /> });

interface Props {
  entries: AuditEntry[];
  label: string;
  opened: number | undefined;
  onOpen: (seq: number | undefined) => void;
}

/** Entries that open: one at a time, and the address says which. */
export function AuditEntries({ entries, label, opened, onOpen }: Props) {
  const t = useTranslations("audit");
  const renderBeside = ({ seq }: AuditEntry) => (
    <Button variant="subtle" size="compact-xs" aria-expanded={seq === opened} aria-label={t("detailsOf", { entry: String(seq) })} onClick={() => onOpen(seq === opened ? undefined : seq)}>
      {t("details")}
    </Button>
  );
  const renderBelow = (entry: AuditEntry) =>
    entry.seq === opened && (
      <div className={classes.opened}>
        <EntryDetails entry={entry} />
      </div>
    );
  return <AuditList entries={entries} label={label} renderBeside={renderBeside} renderBelow={renderBelow} />;
}
