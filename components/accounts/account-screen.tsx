"use client";

import { useApp } from "../shell/console-context";
import { AccountPicture } from "./account-picture";

/** The page of one account. Another account or app is another page: nothing of the one is left on the other. */
export function AccountScreen({ userId }: { userId: string }) {
  const app = useApp();
  return <AccountPicture key={`${app.sdkAppId} ${userId}`} app={app} userId={userId} />;
}
