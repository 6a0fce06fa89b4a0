"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { replaceInAddress, useAddress } from "@/lib/client/address";
import { useUpload } from "@/lib/client/job-upload";
import { beginDryRun } from "@/lib/client/jobs";
import { jobHref } from "@/lib/client/paths";
import { jobKinds } from "@/lib/shared/jobs";
import { useApp, useConsole } from "../shell/console-context";
import { useRefusal } from "../shell/use-refusal";
import { EnvironmentChip } from "../ui/environment";
import { PageHead, Panel } from "../ui/panel";
import { NewJobForm, type NewJobValues } from "./new-job-form";
import { NoJobsRole } from "./no-jobs-role";
import type { NewJobDraft } from "./use-kept-draft";

function keepDraft({ pasting, ...draft }: NewJobDraft): void {
  replaceInAddress({ ...draft, from: pasting ? "paste" : "" });
}

/** A file, or what was copied from one, becomes a job. Its kind, reason and ticket stand in the address, and pasted rows in the tab: a reload loses the file alone. */
export function NewJobScreen() {
  const t = useTranslations("jobs.new");
  const refusal = useRefusal("jobs:run");
  const router = useRouter();
  const app = useApp();
  const { requireReason } = useConsole();
  const [{ app: wanted, kind: asked, from, reason, ticket }] = useAddress("app", "kind", "from", "reason", "ticket");
  const upload = useUpload(app.sdkAppId);
  if (refusal !== undefined) return <NoJobsRole refusal={refusal} />;

  async function send({ kind, file, type, name, dryRun, reason: why, ticket: of, ...progress }: NewJobValues): Promise<void> {
    const { jobId, mapping, problems } = await upload.mutateAsync({ kind, file, type, ...(name !== "" && { name }), ...(why && { reason: why }), ...(of && { ticket: of }), ...progress });
    // Rows that cannot run are for a person to look at first.
    if (dryRun && !mapping && problems === 0) await beginDryRun(jobId);
    router.push(jobHref(jobId, wanted));
  }

  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel
        label={t("title")}
        title={
          <>
            {app.label} <EnvironmentChip environment={app.environment} />
          </>
        }
      >
        <NewJobForm
          app={app.sdkAppId}
          requireReason={requireReason}
          defaults={{ kind: jobKinds.find((one) => one === asked), pasting: from === "paste", reason, ticket }}
          onDraft={keepDraft}
          onSubmit={send}
        />
      </Panel>
    </>
  );
}
