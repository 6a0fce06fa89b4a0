import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { peersToLink } from "@/lib/client/peers-link";
import { pageHref } from "@/lib/client/paths";
import type { AppError } from "@/lib/shared/errors";
import { effects, type MarkReadItem } from "@/lib/shared/unread";
import { FormActions } from "../form/form";
import { useChosenApp } from "../shell/console-context";
import { Problem } from "../shell/problem";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { useJoined } from "../ui/use-joined";
import { MarkReadFacts, type MarkReadFactsValues } from "./mark-read-facts";
import classes from "./mark-read-results.module.css";
import { MarkReadResultsTable } from "./mark-read-results-table";

interface Props {
  facts: MarkReadFactsValues;
  results: MarkReadItem[];
  sending: boolean;
  /** Why the last retry was refused as a whole. */
  error: AppError | null;
  onRetry: (peers: string[]) => void;
  onBack: () => void;
}

/** What happened, said once and then row by row. What failed can be tried again from here. */
export function MarkReadResults({ facts, results, sending, error, onRetry, onBack }: Props) {
  const t = useTranslations("markRead.done");
  const failed = results.filter((one) => "error" in one).map(({ peer }) => peer);
  const { wanted } = useChosenApp();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <Panel title={t("title")}>
      <div ref={head} tabIndex={-1} className={classes.summary}>
        <output>
          <Summary results={results} />
        </output>
      </div>
      <MarkReadFacts {...facts} />
      <MarkReadResultsTable results={results} />
      {results.some((one) => "effect" in one && one.effect === "no_effect") && <Notice tone="warn">{t("noEffect")}</Notice>}
      {error && <Problem error={error} />}
      <FormActions>
        {failed.length > 0 && (
          <Button loading={sending} onClick={() => onRetry(failed)}>
            {t("retry", { count: failed.length })}
          </Button>
        )}
        <Button variant="default" component={Link} href={pageHref("/unread", { app: wanted, account: facts.account, ...peersToLink(results.map(({ peer }) => peer)) })}>
          {t("lookUp")}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t("again")}
        </Button>
      </FormActions>
    </Panel>
  );
}

/** “3 changed, 1 no effect, 1 failed” */
function Summary({ results }: { results: MarkReadItem[] }) {
  const t = useTranslations("effects.summary");
  const joined = useJoined();
  const parts = [...effects, "failed" as const].flatMap((effect) => {
    const count = results.filter((one) => ("error" in one ? "failed" : one.effect) === effect).length;
    return count === 0 ? [] : [t(effect, { count })];
  });
  return joined(parts);
}
