import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";
import { jobQueries } from "@/lib/client/jobs";
import { usePastedRows } from "@/lib/client/pasted-rows";
import { AppError } from "@/lib/shared/errors";
import type { JobKindName } from "@/lib/shared/jobs";
import { FormActions } from "../form/form-layout";
import { useConsole } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { Check } from "../ui/check";
import { FileField } from "./file-field";
import { fileProblem, pastedType, typeOfFile, type FileProblem } from "./job-file";
import { changesNumbers } from "./job-steps";
import { KindChoice } from "./kind-choice";
import classes from "./new-job-form.module.css";
import { PasteField } from "./paste-field";
import { UploadProgress } from "./upload-progress";
import { useKeptDraft, type NewJobDraft } from "./use-kept-draft";
import { useWhy, WhyFields, type Why } from "./why-fields";

export interface NewJobValues extends Why {
  kind: JobKindName;
  file: Blob;
  type: string;
  /** Empty for what was pasted. */
  name: string;
  dryRun: boolean;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

interface Props {
  app: string;
  requireReason: boolean;
  defaults: NewJobDraft;
  onDraft: (draft: NewJobDraft) => void;
  onSubmit: (values: NewJobValues) => Promise<void>;
}

/** What to do, with which rows, and why. Submitting hands the file over; nothing is changed by that. The form is on the first visit, and must weigh little. */
export function NewJobForm({ app, requireReason, defaults, onDraft, onSubmit }: Props) {
  const t = useTranslations("jobs.new");
  const common = useTranslations("common");
  const { readOnly, me } = useConsole();
  const { data: kinds } = useQuery(jobQueries.kinds());
  const [{ kind, pasting }, setChosen] = useState(defaults);
  const [file, setFile] = useState<File>();
  const pasted = usePastedRows(`${me.name}.${app}`);
  const why = useWhy(defaults, requireReason);
  const [problem, setProblem] = useState<FileProblem>();
  const [noKind, setNoKind] = useState(false);
  const [refused, setRefused] = useState<AppError>();
  const [dryRun, setDryRun] = useState<boolean>();
  const [sending, setSending] = useState<{ share: number; controller: AbortController }>();
  // A report changes nothing: reading it twice would only spend the app's rate.
  const checksFirst = dryRun ?? (kind === undefined || changesNumbers(kind));
  const blocked = readOnly && kind !== undefined && changesNumbers(kind) ? common("readOnly") : undefined;
  const busy = useRef(false);
  const box = useRef<HTMLFormElement>(null);
  const keepNow = useKeptDraft({ kind, pasting, ...why.typed }, onDraft);

  async function send(): Promise<void> {
    setRefused(undefined);
    // Everything that is missing is said at once.
    const found = await fileProblem(pasting ? { text: pasted.text } : { file });
    const because = why.check();
    // What was wrong with the file that was not taken says more than that there is none.
    setProblem((now) => (found === "noFile" && now !== "nothingPasted" ? (now ?? found) : found));
    setNoKind(kind === undefined);
    if (kind === undefined || found !== undefined || !because) return focusFirst(kind === undefined ? "[type=radio]" : found === undefined ? "[name=reason], [name=ticket]" : "[type=file], textarea");
    keepNow();
    const controller = new AbortController();
    const onProgress = (share: number) => setSending({ share, controller });
    onProgress(0);
    const rows = pasting || !file ? { file: new Blob([pasted.text]), type: pastedType(pasted.text), name: "" } : { file, type: typeOfFile(file), name: file.name.slice(0, 200) };
    try {
      await onSubmit({ kind, ...rows, dryRun: checksFirst, ...because, signal: controller.signal, onProgress });
      if (pasting) pasted.forget();
    } catch (error) {
      setSending(undefined);
      if (controller.signal.aborted) return undefined;
      if (!(error instanceof AppError)) throw error;
      setRefused(why.placeErrors(error));
    }
    return undefined;
  }

  function choose(next: File | undefined, found: FileProblem | undefined): void {
    setFile(next);
    setProblem(found);
    // What was said of the last one says nothing of this one.
    setRefused(undefined);
  }

  function focusFirst(fields: string): void {
    box.current?.querySelector<HTMLElement>(fields)?.focus();
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The second click of a double one comes before the button knows that it is pressed.
    if (busy.current) return;
    busy.current = true;
    void send().finally(() => {
      busy.current = false;
    });
  };

  return (
    // It listens to what bubbles up from its fields; nothing about it is to be pressed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={box} className={classes.fields} method="post" onSubmit={submit} onBlur={() => sending === undefined && keepNow()} aria-label={t("form")} noValidate>
      <fieldset className={classes.fields} disabled={sending !== undefined}>
        <KindChoice kind={kind} kinds={kinds} missing={noKind && kind === undefined} onChange={(next) => setChosen({ ...defaults, kind: next, pasting })} />
        <div className={classes.source}>
          <fieldset className={classes.tabs} aria-label={t("source")}>
            {([false, true] as const).map((paste) => (
              <button key={String(paste)} type="button" className={classes.tab} aria-pressed={pasting === paste} onClick={() => setChosen({ ...defaults, kind, pasting: paste })}>
                {t(paste ? "paste" : "file")}
              </button>
            ))}
          </fieldset>
          {pasting ? <PasteField text={pasted.text} problem={problem} onChange={(text) => (pasted.setText(text), setRefused(undefined))} /> : <FileField file={file} problem={problem} onChange={choose} />}
        </div>
        <WhyFields why={why} required={requireReason} />
        <Check checked={checksFirst} onChange={setDryRun}>
          {t("dryRun")}
        </Check>
      </fieldset>
      {refused && <Problem error={refused} />}
      {sending ? (
        <UploadProgress share={sending.share} onCancel={() => sending.controller.abort()} />
      ) : (
        <FormActions note={<span id="new-job-note">{blocked ?? t("nothingYet")}</span>}>
          <Button type="submit" disabled={blocked !== undefined} {...(blocked !== undefined && { "aria-describedby": "new-job-note" })}>
            {t("submit")}
          </Button>
        </FormActions>
      )}
    </form>
  );
}
