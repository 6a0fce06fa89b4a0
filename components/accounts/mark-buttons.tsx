import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ConversationRow } from "./conversation-rows";

interface Props {
  /** What is ticked. */
  picked: ConversationRow[];
  /** What has something unread: exactly what "all" means at this moment. */
  unread: ConversationRow[];
  refusal: string | undefined;
  onMark: (rows: ConversationRow[]) => void;
}

/** Marks several conversations read: those ticked, or all that have something unread. */
export function MarkButtons({ picked, unread, refusal, onMark }: Props) {
  const t = useTranslations("account.conversations");
  const blocked = refusal !== undefined && { disabled: true, title: refusal, "aria-describedby": "acts-refusal" };
  return (
    <>
      {picked.length > 0 && (
        <Button variant="default" size="xs" onClick={() => onMark(picked)} {...blocked}>
          {t("markPicked", { count: picked.length })}
        </Button>
      )}
      {unread.length > 0 && (
        <Button variant="default" size="xs" onClick={() => onMark(unread)} {...blocked}>
          {t("markAll", { count: unread.length })}
        </Button>
      )}
    </>
  );
}
