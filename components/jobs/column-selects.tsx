import { InputBase } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import type { Column, Job } from "@/lib/shared/jobs";
import { FieldRow } from "../form/form-layout";

/** Those there is something to say about. */
const explained = ["GroupId", "Member_Account", "UnreadMsgNum", "Report_Account", "Peer_Account", "MsgReadTime", "To_Account"] as const;

interface Props {
  /** The file's own columns. */
  header: readonly string[];
  /** What the kind wants. */
  columns: readonly Column[];
  mapping: Job["mapping"];
  problems: Record<string, "missing" | "twice">;
  disabled: boolean;
  onChange: (mapping: Job["mapping"]) => void;
}

/** For each column the kind wants, which of the file's it is. */
export function ColumnSelects({ header, columns, mapping, problems, disabled, onChange }: Props) {
  const t = useTranslations("jobs.columns");
  return (
    <FieldRow>
      {columns.map(({ name, required }) => {
        const problem = problems[name];
        const known = explained.find((one) => one === name);
        return (
          <InputBase
            key={name}
            component="select"
            pointer
            label={required ? name : t("optional", { name })}
            required={required}
            description={known && t(`what.${known}`)}
            disabled={disabled}
            error={problem && t(`wrong.${problem}`)}
            value={mapping[name] ?? ""}
            onChange={({ currentTarget: { value } }: ChangeEvent<HTMLSelectElement>) => onChange({ ...mapping, [name]: value === "" ? null : Number(value) })}
            rightSection={<span aria-hidden="true">▾</span>}
            rightSectionPointerEvents="none"
          >
            <option value="">{t("none")}</option>
            {header.map((title, place) => (
              // The file's columns may share a name; their places are what tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <option key={place} value={place}>
                {title === "" ? t("unnamed", { place: place + 1 }) : title}
              </option>
            ))}
          </InputBase>
        );
      })}
    </FieldRow>
  );
}
