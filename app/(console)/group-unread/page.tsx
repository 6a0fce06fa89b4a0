import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupUnreadScreen } from "@/components/group-unread/group-unread-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("groupUnread");
  return { title: t("title") };
}

export default function GroupUnreadPage() {
  return <GroupUnreadScreen />;
}
