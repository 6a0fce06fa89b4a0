import { useTranslations } from "next-intl";
import type { Member } from "@/lib/shared/groups";
import { Change } from "../ui/change";
import classes from "./set-targets.module.css";

interface Props {
  members: Member[];
  /** `null`: no number has been typed yet. */
  asked: number | null;
  messages: number;
}

/** Exactly whose number is set, from what to what: `3 → 0` each, lowered to the group's messages as IM lowers it. */
export function SetTargets({ members, asked, messages }: Props) {
  const t = useTranslations("groups.set");
  return (
    // A long list has to scroll by the arrow keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.box} tabIndex={0} aria-label={t("targets")}>
      <ul className={classes.list}>
        {members.map(({ userId, unread }) => (
          <li key={userId} className={classes.target}>
            <code className={classes.id}>{userId}</code>
            <Change before={unread.counted ? unread.value : null} after={asked === null ? null : Math.min(asked, messages)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
