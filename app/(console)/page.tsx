import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HomeScreen } from "@/components/home/home-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: { absolute: t("product") } };
}

export default function HomePage() {
  return <HomeScreen />;
}
