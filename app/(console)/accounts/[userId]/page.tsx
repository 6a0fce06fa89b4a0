import type { Metadata } from "next";
import { AccountScreen } from "@/components/accounts/account-screen";
import { readSegment } from "@/lib/client/paths";

interface Props {
  params: Promise<{ userId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).userId) };
}

export default async function AccountPage({ params }: Props) {
  return <AccountScreen userId={readSegment((await params).userId)} />;
}
