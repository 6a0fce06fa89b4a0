import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JobScreen } from "@/components/jobs/job-screen";

interface Props {
  params: Promise<{ jobId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("pageTitle", { id: (await params).jobId }) };
}

export default async function JobPage({ params }: Props) {
  return <JobScreen jobId={(await params).jobId} />;
}
