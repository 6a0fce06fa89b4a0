import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ItemError } from "@/lib/shared/unread";
import { ErrorAlert } from "../ui/error-alert";
import classes from "./part-problem.module.css";

interface Props {
  error: ItemError;
  reading: boolean;
  onRetry: () => void;
}

/** Why one part of the picture could not be read, while the rest stands. */
export function PartProblem({ error, reading, onRetry }: Props) {
  const t = useTranslations("common");
  return (
    <div className={classes.problem}>
      <ErrorAlert message={error.message} im={error.im} />
      <Button variant="default" size="xs" loading={reading} onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
