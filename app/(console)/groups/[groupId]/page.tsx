import type { Metadata } from "next";
import { GroupScreen } from "@/components/groups/group-screen";
import { readSegment } from "@/lib/client/paths";

interface Props {
  params: Promise<{ groupId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).groupId) };
}

export default async function GroupPage({ params }: Props) {
  return <GroupScreen groupId={readSegment((await params).groupId)} />;
}
