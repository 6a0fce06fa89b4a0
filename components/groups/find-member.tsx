import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";
import { useFieldMessage } from "../form/use-field-message";
import { AccountText, writeId } from "../form/values";
import classes from "./find-member.module.css";

interface Props {
  /** Who is looked for now; empty: nobody. */
  member: string;
  onFind: (member: string) => void;
}

/** Finds one member by the exact id, however many there are; IM offers no other search. */
export function FindMember({ member, onFind }: Props) {
  const t = useTranslations("groups.find");
  const toMessage = useFieldMessage();
  const [text, setText] = useState(writeId(member));
  const [error, setError] = useState<string>();
  const [shown, setShown] = useState(member);
  const input = useRef<HTMLInputElement>(null);
  // The browser's Back changes whom the page shows.
  if (shown !== member) {
    setShown(member);
    setText(writeId(member));
    setError(undefined);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = AccountText.safeParse(text);
    setError(read.success ? undefined : toMessage(read.error.issues[0]));
    if (read.success) onFind(read.data);
  };
  const showAll = () => {
    onFind("");
    // The button goes away with what it did.
    input.current?.focus();
  };
  return (
    <search>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          ref={input}
          className={classes.field}
          size="xs"
          type="search"
          aria-label={t("label")}
          placeholder={t("label")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          error={error}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="xs">
          {t("submit")}
        </Button>
        {member !== "" && (
          <Button variant="subtle" size="xs" onClick={showAll}>
            {t("all")}
          </Button>
        )}
      </form>
    </search>
  );
}
