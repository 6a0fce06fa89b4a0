import { Button, VisuallyHidden } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { TimelineMessage } from "@/lib/shared/timeline";
import { Badge } from "../ui/badge";
import { LocalTime } from "../ui/local-time";
import table from "../ui/table.module.css";
import { kindsOf } from "./message-kinds";
import classes from "./timeline-panel.module.css";

interface Props {
  messages: TimelineMessage[];
  disabled: boolean;
  /** The element that says what picking does, or why it cannot be done. */
  hint: string;
  onPick: (upTo: string) => void;
}

/** One line per message, newest first. Only what came in can be read, so only that can be picked. */
export function TimelineTable({ messages, disabled, hint, onPick }: Props) {
  const t = useTranslations("acts.timeline");
  const format = useFormatter();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t("time")}</th>
          <th scope="col">{t("direction")}</th>
          <th scope="col">{t("kind")}</th>
          <th scope="col">
            <VisuallyHidden>{t("action")}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {messages.map(({ key, at, direction, kinds, bytes, recalled }) => (
          <tr key={key}>
            <th scope="row">
              <LocalTime at={at} />
            </th>
            <td>
              <span className={direction === "in" ? classes.in : classes.size}>{t(direction)}</span>
            </td>
            <td>
              <span title={kinds.join(", ")}>{format.list(kindsOf(kinds).map((kind) => t(`kinds.${kind}`)))}</span>{" "}
              <span className={classes.size}>{format.number(bytes, { style: "unit", unit: "byte", unitDisplay: "long" })}</span> {recalled && <Badge>{t("recalled")}</Badge>}
            </td>
            <td className={table.number}>
              {direction === "in" && (
                <Button size="compact-sm" variant="default" disabled={disabled} aria-describedby={hint} onClick={() => onPick(at)}>
                  {t("pick")}
                  <VisuallyHidden>
                    {" "}
                    <LocalTime at={at} />
                  </VisuallyHidden>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
