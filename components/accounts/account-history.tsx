import { useTranslations } from "next-intl";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { WhenSeen } from "../ui/when-seen";
import { HistoryPanel } from "./lazy";

interface Props {
  app: string;
  account: string;
  /** Whether something was done from this page: then its entry is worth showing at once. */
  acted: boolean;
}

/** What this console did to the account, at the foot of its page. */
export function AccountHistory({ app, account, acted }: Props) {
  const t = useTranslations("history");
  return (
    <WhenSeen
      now={acted}
      placeholder={
        <Panel title={t("title")}>
          <Skeleton height={90} />
        </Panel>
      }
    >
      <HistoryPanel app={app} account={account} />
    </WhenSeen>
  );
}
