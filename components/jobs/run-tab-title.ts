import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { isAtEnd } from "@/lib/client/job-live";
import type { Job } from "@/lib/shared/jobs";

/** Says in the browser's tab how far a job is, so that it can be watched from another one; after its end too, for who was away. */
export function useTabTitle(job: Job): void {
  const t = useTranslations("jobs.run");
  const pageTitle = useTranslations("jobs")("pageTitle", { id: String(job.id) });
  const percent = job.rows === 0 ? 0 : Math.floor(((job.run?.done ?? 0) / job.rows) * 100);
  const text = () => {
    if (isAtEnd(job)) return t("tab.over", { title: pageTitle });
    if (job.state === "paused") return t("tab.paused", { title: pageTitle });
    return job.state === "running" ? t("tab.running", { percent, title: pageTitle }) : pageTitle;
  };
  const title = text();
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      // Another page has its own by now.
      if (document.title === title) document.title = before;
    };
  }, [title]);
}
