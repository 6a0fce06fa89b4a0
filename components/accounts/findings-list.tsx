import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { isWhole } from "@/lib/client/picture";
import type { App } from "@/lib/shared/apps";
import type { Finding, Fix, Verdict } from "@/lib/shared/findings";
import type { Picture } from "@/lib/shared/picture";
import { useRefusal } from "../shell/use-refusal";
import { Badge, type Tone } from "../ui/badge";
import { FindingEvidence } from "./finding-evidence";
import classes from "./findings-list.module.css";
import { MarksCheck } from "./lazy";
import { promiseOf } from "./promise-of";

const tones: Record<Verdict, Tone> = { fixable: "warn", not_from_server: "bad", nothing_wrong: "neutral" };

/** A fix that changes something. Marks are checked where that is proposed, and the search for what is missing has its button beside the number. */
export type ActFix = Extract<Fix, { kind: "mark_read" | "set_group_unread" }>;

interface Props {
  app: App;
  picture: Picture;
  onFix: (fix: ActFix) => void;
}

/** Why the badge is as it is: each finding with its verdict, the next step, what it rests on, and its fix where there is one. */
export function FindingsList({ app, picture, onFix }: Props) {
  const t = useTranslations("account.findings");
  const { findings } = picture;
  if (findings.length === 0) return <p className={classes.none}>{t(isWhole(picture) ? "none" : "noneOfWhatWasRead")}</p>;
  return (
    <ul className={classes.list} aria-label={t("label")}>
      {findings.map((finding, index) => (
        // One kind may be found several times over; the server's order is theirs.
        // oxlint-disable-next-line react/no-array-index-key
        <FindingItem key={`${finding.code} ${index}`} app={app} account={picture.userId} finding={finding} onFix={onFix} />
      ))}
    </ul>
  );
}

function FindingItem({ app, account, finding, onFix }: { app: App; account: string; finding: Finding; onFix: (fix: ActFix) => void }) {
  const t = useTranslations("account.findings");
  const locale = useLocale();
  const refusal = useRefusal("unread:write");
  const [checking, setChecking] = useState(false);
  const { verdict, title, next, evidence, fix } = finding;
  return (
    <li className={classes.finding}>
      <span className={classes.verdict}>
        <Badge tone={tones[verdict]}>{t(`verdict.${promiseOf(finding)}`)}</Badge>
      </span>
      <div className={classes.text}>
        <p className={classes.title}>{title[locale]}</p>
        <p className={classes.next}>{next[locale]}</p>
        {evidence.length > 0 && <FindingEvidence evidence={evidence} />}
        {checking && <MarksCheck app={app} account={account} start />}
      </div>
      {fix?.kind === "check_marks" && !checking && (
        <div className={classes.fix}>
          <Button variant="default" size="xs" onClick={() => setChecking(true)}>
            {t("fix.checkMarks")}
          </Button>
        </div>
      )}
      {(fix?.kind === "mark_read" || fix?.kind === "set_group_unread") && (
        <div className={classes.fix}>
          <Button variant="default" size="xs" disabled={refusal !== undefined} {...(refusal && { title: refusal, "aria-describedby": "acts-refusal" })} onClick={() => onFix(fix)}>
            <FixName fix={fix} />
          </Button>
        </div>
      )}
    </li>
  );
}

function FixName({ fix }: { fix: ActFix }) {
  const t = useTranslations("account.findings.fix");
  if (fix.kind === "mark_read") return t("markRead", { count: fix.peers.length });
  return t("setGroupUnread", { unread: fix.unread });
}
