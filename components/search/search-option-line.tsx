import { useTranslations } from "next-intl";
import { useEffect, useRef, type ReactNode } from "react";
import type { Account } from "@/lib/shared/accounts";
import type { SearchOption } from "./search-options";
import classes from "./search-palette.module.css";

interface Props {
  id: string;
  option: SearchOption;
  /** Who the typed account is, as far as it is known. */
  account: Account | undefined;
  active: boolean;
  onActive: () => void;
  onChoose: () => void;
}

/** One thing to open: what it is, its id or name, and what is known about it. */
export function SearchOptionLine({ id, option, account, active, onActive, onChoose }: Props) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // The keys go to the line above, which names the active option.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role
    <div ref={line} id={id} role="option" aria-selected={active} className={classes.option} onPointerMove={onActive} onClick={onChoose}>
      {option.section === "open" && <Target option={option} account={account} />}
      {option.section === "recent" && <Named kind={option.recent.kind} id={option.recent.id} name={option.recent.name} />}
      {option.section === "pages" && <span>{option.page.name}</span>}
    </div>
  );
}

function Target({ option: { target, name }, account }: { option: Extract<SearchOption, { section: "open" }>; account: Account | undefined }) {
  const t = useTranslations("search");
  if (target.kind === "account") {
    const known = account?.userId === target.account ? account : undefined;
    return <Named kind="account" id={target.account} name={known?.nick ?? name} note={known?.exists === false && t("noSuchAccount")} />;
  }
  if (target.kind === "group") return <Named kind="group" id={target.group} name={name} />;
  if (target.kind === "peers") return <Named kind="account" id={target.account} name={null} note={t("withPeers", { count: target.count })} />;
  return <Named kind="group" id={target.group} name={null} note={t("member", { member: target.member })} />;
}

function Named({ kind, id, name, note }: { kind: "account" | "group"; id: string; name: string | null; note?: ReactNode }) {
  const t = useTranslations("search.kinds");
  return (
    <>
      <span className={classes.kind}>{t(kind)}</span>
      <code className={classes.id}>{id}</code>
      {name && <bdi className={classes.name}>{name}</bdi>}
      {note && <span className={classes.name}>{note}</span>}
    </>
  );
}
