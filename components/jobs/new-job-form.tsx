import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import * as z from "zod/mini";
import { jobQueries } from "@/lib/client/jobs";
import type { JobKindName } from "@/lib/shared/jobs";
import { Form, FormActions } from "../form/form";
import { ReasonFields } from "../form/reason-fields";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";
import { because } from "../form/values";
import { Check } from "../ui/check";
import { FileField } from "./file-field";
import { fileProblem, pastedType, typeOfFile, type FileProblem } from "./job-file";
import { changesNumbers } from "./job-steps";
import { KindChoice } from "./kind-choice";
import classes from "./new-job-form.module.css";
import { PasteField } from "./paste-field";
import { UploadProgress } from "./upload-progress";

/** What is kept of a form that was not sent: all but the rows. */
export interface NewJobDraft {
  kind: JobKindName | undefined;
  pasting: boolean;
  reason: string;
  ticket: string;
}

export interface NewJobValues {
  kind: JobKindName;
  file: Blob;
  type: string;
  /** Empty for what was pasted. */
  name: string;
  dryRun: boolean;
  reason: string;
  ticket: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

interface Props {
  requireReason: boolean;
  defaults: Pick<NewJobDraft, "kind" | "pasting">;
  defaultValues: Pick<NewJobDraft, "reason" | "ticket">;
  onDraft: (draft: NewJobDraft) => void;
  onSubmit: (values: NewJobValues) => Promise<void>;
}

/** What to do, with which rows, and why. Submitting hands the file over; nothing is changed by that. */
export function NewJobForm({ requireReason, defaults, defaultValues, onDraft, onSubmit }: Props) {
  const t = useTranslations("jobs.new");
  const { data: kinds } = useQuery(jobQueries.kinds());
  const [{ kind, pasting }, setChosen] = useState(defaults);
  const [file, setFile] = useState<File>();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<FileProblem>();
  const [noKind, setNoKind] = useState(false);
  const [dryRun, setDryRun] = useState<boolean>();
  const [sending, setSending] = useState<{ share: number; controller: AbortController }>();
  // A report changes nothing: reading it twice would only spend the app's rate.
  const checksFirst = dryRun ?? (kind === undefined || changesNumbers(kind));
  const box = useRef<HTMLDivElement>(null);
  const form = useForm({ resolver: schemaResolver(z.object(because(requireReason))), defaultValues });
  // Everything that is missing is said at once.
  const check = async () => {
    const found = await fileProblem(pasting ? { text } : { file });
    setProblem(found);
    setNoKind(kind === undefined);
    return found;
  };
  const { submit, problem: refused } = useSubmit(form, async (why) => {
    const found = await check();
    if (kind === undefined || found !== undefined) return void box.current?.querySelector<HTMLElement>(kind === undefined ? "input[type=radio]" : "input[type=file], textarea")?.focus();
    const controller = new AbortController();
    const onProgress = (share: number) => setSending({ share, controller });
    onProgress(0);
    try {
      const rows = pasting || !file ? { file: new Blob([text]), type: pastedType(text), name: "" } : { file, type: typeOfFile(file), name: file.name.slice(0, 200) };
      await onSubmit({ kind, ...rows, dryRun: checksFirst, ...why, signal: controller.signal, onProgress });
    } catch (error) {
      setSending(undefined);
      if (!controller.signal.aborted) throw error;
    }
    return undefined;
  });
  const [reason, ticket] = useWatch({ control: form.control, name: ["reason", "ticket"] });
  useEffect(() => {
    const timer = setTimeout(() => onDraft({ kind, pasting, reason, ticket }), 300);
    return () => clearTimeout(timer);
  }, [kind, pasting, reason, ticket, onDraft]);

  return (
    <div ref={box}>
      <Form form={form} onSubmit={(event) => (void check(), submit(event))} problem={refused} label={t("form")}>
        <fieldset className={classes.fields} disabled={sending !== undefined}>
          <KindChoice kind={kind} kinds={kinds} missing={noKind && kind === undefined} onChange={(next) => setChosen({ kind: next, pasting })} />
          <div className={classes.source}>
            <fieldset className={classes.tabs} aria-label={t("source")}>
              <button type="button" className={classes.tab} aria-pressed={!pasting} onClick={() => setChosen({ kind, pasting: false })}>
                {t("file")}
              </button>
              <button type="button" className={classes.tab} aria-pressed={pasting} onClick={() => setChosen({ kind, pasting: true })}>
                {t("paste")}
              </button>
            </fieldset>
            {pasting ? <PasteField text={text} problem={problem} onChange={setText} /> : <FileField file={file} problem={problem} onChange={(next, why) => (setFile(next), setProblem(why))} />}
          </div>
          <ReasonFields />
          <Check checked={checksFirst} onChange={setDryRun}>
            {t("dryRun")}
          </Check>
        </fieldset>
        {sending ? (
          <UploadProgress share={sending.share} onCancel={() => sending.controller.abort()} />
        ) : (
          <FormActions note={t("nothingYet")}>
            <Button type="submit">{t("submit")}</Button>
          </FormActions>
        )}
      </Form>
    </div>
  );
}
