import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewJobScreen } from "@/components/jobs/new-job-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("new.title") };
}

export default function NewJobPage() {
  return <NewJobScreen />;
}
