import { Button, VisuallyHidden } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useRef, useState, type DragEvent } from "react";
import { chosenProblem, type FileProblem } from "./job-file";
import classes from "./new-job-form.module.css";

interface Props {
  file: File | undefined;
  problem: FileProblem | undefined;
  onChange: (file: File | undefined, problem: FileProblem | undefined) => void;
}

/** A size in the largest unit that it fills. */
function sizeOf({ size }: File): [number, { style: "unit"; unit: string; maximumFractionDigits: number }] {
  const unit = size < 1_000 ? "byte" : size < 1_000_000 ? "kilobyte" : "megabyte";
  return [size / { byte: 1, kilobyte: 1_000, megabyte: 1_000_000 }[unit], { style: "unit", unit, maximumFractionDigits: 1 }];
}

/** A file dropped here, or chosen. */
export function FileField({ file, problem, onChange }: Props) {
  const t = useTranslations("jobs.new");
  const format = useFormatter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: readonly File[]) => {
    const found = chosenProblem(files);
    if (files.length > 0) onChange(found === undefined ? files[0] : undefined, found);
    // Choosing the same file again, mended meanwhile, has to count as a choice.
    if (input.current) input.current.value = "";
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <>
      {/* Dropping is a second way to what the input inside does for everybody. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <label
        className={classes.drop}
        data-over={over || undefined}
        data-wrong={problem && true}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take([...event.dataTransfer.files]);
        }}
      >
        <VisuallyHidden>
          <input ref={input} type="file" accept=".csv,.tsv,.tab,.txt,.xlsx" aria-describedby={`${id}hint ${id}error`} onChange={({ currentTarget }) => take([...(currentTarget.files ?? [])])} />
        </VisuallyHidden>
        {file ? (
          <strong className={classes.file}>
            {t("chosen", { name: file.name })} <span className={classes.quiet}>{format.number(...sizeOf(file))}</span>
          </strong>
        ) : (
          <strong>{t("drop")}</strong>
        )}
        <span id={`${id}hint`} className={classes.quiet}>
          {t("formats")}
        </span>
      </label>
      <output id={`${id}error`} className={classes.error}>
        {problem && problem !== "nothingPasted" && t(`problems.${problem}`)}
      </output>
      {file && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined, undefined)}>
          {t("remove")}
        </Button>
      )}
    </>
  );
}
