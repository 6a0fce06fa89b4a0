import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MarkReadScreen } from "@/components/mark-read/mark-read-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("markRead");
  return { title: t("title") };
}

export default function MarkReadPage() {
  return <MarkReadScreen />;
}
