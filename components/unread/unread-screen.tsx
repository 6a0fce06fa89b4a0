"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useAddress } from "@/lib/client/address";
import { peersToLink, usePeersFromLink } from "@/lib/client/peers-link";
import { formatPeers } from "@/lib/shared/peers";
import { writeId } from "../form/values";
import { useApp } from "../shell/console-context";
import { Notice } from "../ui/notice";
import { PageHead, Panel } from "../ui/panel";
import { UnreadAnswer } from "./unread-answer";
import { UnreadForm } from "./unread-form";

/** The look-up: the address says what is asked, the form changes the address. */
export function UnreadScreen() {
  const t = useTranslations("unread");
  const app = useApp();
  const queryClient = useQueryClient();
  const [params, setAddress] = useAddress("account", "peers", "list", "only");
  const { ids: peers, gone } = usePeersFromLink(params);
  const asked = { account: writeId(params.account), peers: formatPeers(peers) };
  return (
    <>
      <PageHead title={t("title")}>{t("lead")}</PageHead>
      <Panel>
        {gone && <Notice tone="warn">{t("listGone")}</Notice>}
        <UnreadForm
          // Going back in the history fills the form anew.
          key={`${asked.account}\n${asked.peers}`}
          defaultValues={asked}
          onSubmit={async (values) => {
            setAddress({ account: values.account, ...peersToLink(values.peers), only: "" });
            // The same question again means: look again.
            await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === app.sdkAppId && queryKey[2] === values.account });
          }}
        />
      </Panel>
      {params.account !== "" && <UnreadAnswer app={app} account={params.account} peers={peers} />}
    </>
  );
}
