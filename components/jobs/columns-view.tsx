import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState, type FormEvent } from "react";
import { useAddress } from "@/lib/client/address";
import { beginDryRun, jobQueries, useJobAct } from "@/lib/client/jobs";
import { pageHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { FormActions } from "../form/form-layout";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { ColumnSelects } from "./column-selects";
import { ColumnsPreview } from "./columns-preview";
import { changesNumbers } from "./job-steps";
import classes from "./columns-view.module.css";
import { columnProblems, otherKind } from "./match-columns";
import { useWhyNot } from "./use-why-not";

const shownRows = 5;

/** Which of the file's columns is which, beside the first rows of the file. */
export function ColumnsView({ job }: { job: Job }) {
  const t = useTranslations("jobs.columns");
  const kindName = useTranslations("jobs.kinds");
  const [, setAddress] = useAddress("step");
  const whyNot = useWhyNot(job)("columns");
  const act = useJobAct(job.id);
  const kinds = useQuery(jobQueries.kinds());
  const rows = useInfiniteQuery(jobQueries.rows(job.id, { phase: "check" }));
  const [mapping, setMapping] = useState(job.mapping);
  const [tried, setTried] = useState(false);
  const columns = kinds.data?.find(({ kind }) => kind === job.kind)?.columns;
  const problems = columns ? columnProblems(columns, mapping) : {};
  const other = kinds.data && otherKind(kinds.data, job);
  const error = act.error ?? kinds.error ?? rows.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || act.isPending) return;
    act.mutate(
      { action: "columns", input: { columns: mapping } },
      {
        onSuccess: ({ problems: wrong, usable }) => {
          setAddress({ step: "" });
          if (changesNumbers(job.kind) && wrong === 0 && usable > 0) void beginDryRun(job.id);
        },
      },
    );
  };

  return (
    <Panel title={t("title")}>
      {other && (
        <Notice tone="warn" title={t("otherKind", { kind: kindName(`${other}.name`) })}>
          <Link href={pageHref("/jobs/new", { app: job.sdkAppId, kind: other, reason: job.reason, ticket: job.ticket })}>{t("asOtherKind", { kind: kindName(`${other}.name`) })}</Link>
        </Notice>
      )}
      <form className={classes.form} method="post" onSubmit={submit} aria-label={t("title")} noValidate>
        {columns ? (
          <ColumnSelects header={job.columns} columns={columns} mapping={mapping} problems={tried ? problems : {}} disabled={whyNot !== undefined} onChange={setMapping} />
        ) : (
          !error && <Skeleton height={90} />
        )}
        <FormActions note={whyNot !== undefined && <span id="columns-why">{whyNot}</span>}>
          <Button type="submit" loading={act.isPending} disabled={whyNot !== undefined || !columns} {...(whyNot !== undefined && { "aria-describedby": "columns-why" })}>
            {t("submit")}
          </Button>
        </FormActions>
      </form>
      {error && <Problem error={error} />}
      {rows.data ? <ColumnsPreview header={job.columns} mapping={mapping} rows={rows.data.pages[0]?.rows.slice(0, shownRows) ?? []} /> : !rows.error && <Skeleton height={140} />}
    </Panel>
  );
}
