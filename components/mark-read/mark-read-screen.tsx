"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useAddress } from "@/lib/client/address";
import { peersToLink, usePeersFromLink } from "@/lib/client/peers-link";
import { formatPeers } from "@/lib/shared/peers";
import { toLocalTime, writeId } from "../form/values";
import { useApp, useConsole } from "../shell/console-context";
import { Notice } from "../ui/notice";
import { PageHead, Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { MarkReadForm } from "./mark-read-form";

const MarkReadCheck = dynamic(() => import("./mark-read-check").then((module) => module.MarkReadCheck), { loading: () => <Skeleton height={240} /> });

/** Form, then check, then result. The first two are in the address; the third happened once. */
export function MarkReadScreen() {
  const t = useTranslations();
  const app = useApp();
  const { requireReason } = useConsole();
  const [{ account, upTo, ticket, reason, step, ...link }, setAddress] = useAddress("account", "peers", "list", "upTo", "ticket", "reason", "step");
  const { ids: peers, gone } = usePeersFromLink(link);
  const asked = { account: writeId(account), peers: formatPeers(peers), upTo: toLocalTime(upTo), reason, ticket };
  const ready = step === "check" && account !== "" && peers.length > 0 && (!requireReason || reason !== "");
  return (
    <>
      <PageHead title={t("markRead.title")}>{t("markRead.lead")}</PageHead>
      {ready ? (
        <MarkReadCheck key={JSON.stringify([app.sdkAppId, asked])} app={app} account={account} peers={peers} upTo={upTo === "" ? undefined : upTo} reason={reason} ticket={ticket} onBack={() => setAddress({ step: "" })} />
      ) : (
        <Panel>
          {gone && <Notice tone="warn">{t("unread.listGone")}</Notice>}
          <MarkReadForm
            key={JSON.stringify(asked)}
            defaultValues={asked}
            requireReason={requireReason}
            onSubmit={(values) => setAddress({ account: values.account, ...peersToLink(values.peers), upTo: values.upTo ?? "", reason: values.reason, ticket: values.ticket, step: "check" })}
          />
        </Panel>
      )}
    </>
  );
}
