import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { ownPath } from "@/lib/client/session";
import { demoRoles, getActor } from "@/lib/server/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  if (await getActor()) redirect(ownPath(one("callbackUrl"), "http://console.invalid"));
  return <SignInScreen demoRoles={await demoRoles()} callbackUrl={one("callbackUrl")} error={one("error")} />;
}
