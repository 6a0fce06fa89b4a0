import { InputBase, TextInput } from "@mantine/core";
import type { ChangeEvent } from "react";
import classes from "./audit-filter.module.css";

interface FieldProps {
  name: string;
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void;
}

/** A line of text or a day. `id64`: an id, as typed, as long as the record keeps them. */
export function FilterText({ id64 = false, type = "text", maxLength, ...props }: FieldProps & { id64?: boolean; type?: "text" | "date"; maxLength?: number }) {
  return (
    <TextInput
      type={type}
      autoComplete="off"
      {...(maxLength !== undefined && { maxLength })}
      {...(id64 && { maxLength: 64, autoCapitalize: "none", autoCorrect: "off", spellCheck: false, classNames: { input: classes.id } })}
      {...props}
    />
  );
}

/** One of several, in the browser's own list. */
export function FilterSelect({ options, ...props }: FieldProps & { options: ReadonlyArray<readonly [string, string]> }) {
  return (
    <InputBase component="select" pointer rightSection={<span aria-hidden="true">▾</span>} rightSectionPointerEvents="none" {...props}>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </InputBase>
  );
}
