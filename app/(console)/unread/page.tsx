import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UnreadScreen } from "@/components/unread/unread-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("unread");
  return { title: t("title") };
}

export default function UnreadPage() {
  return <UnreadScreen />;
}
