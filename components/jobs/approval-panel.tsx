import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { jobHref } from "@/lib/client/paths";
import type { Job } from "@/lib/shared/jobs";
import { CopyButton } from "../ui/copy-button";
import { LocalTime } from "../ui/local-time";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import classes from "./approval-panel.module.css";
import { ApproveDialog } from "./lazy";
import { useTallyText } from "./use-tally-text";
import { useWhyNot } from "./use-why-not";

/** Who has to say yes, who may not, and the link to send to them; for them, the button. */
export function ApprovalPanel({ job }: { job: Job }) {
  const t = useTranslations("jobs.approval");
  const whyNot = useWhyNot(job)("approve");
  const tallyText = useTallyText();
  const [open, setOpen] = useState(false);
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => "",
  );
  if (job.approvedBy !== null) {
    return (
      <Notice title={t("done", { who: job.approvedBy })}>
        {job.approvedAt && <LocalTime at={job.approvedAt} />}
      </Notice>
    );
  }
  const about = { rows: job.usable, who: job.createdBy };
  const link = origin + jobHref(job.id, job.sdkAppId);
  return (
    <Panel title={t("title")} label={t("title")}>
      <p>{job.check ? t("textChecked", { ...about, tally: tallyText(job.check) }) : t("text", about)}</p>
      {whyNot === undefined ? (
        <div>
          <Button onClick={() => setOpen(true)}>{t("open")}</Button>
        </div>
      ) : (
        <>
          {job.can.approve !== "forbidden" && <p>{whyNot}</p>}
          <p className={classes.link}>
            {t("send")} <code>{link}</code> <CopyButton value={link} label={t("copyLink")} />
          </p>
        </>
      )}
      {open && <ApproveDialog job={job} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
