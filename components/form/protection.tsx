import { useTranslations } from "next-intl";
import { useState } from "react";
import { AppError } from "@/lib/shared/errors";
import { Check } from "../ui/check";
import { Notice } from "../ui/notice";

export interface Protection {
  /** Whether the question has to be answered before anything is sent. */
  open: boolean;
  asked: boolean;
  /** The server asked it: whoever pressed the button has to be told. */
  learned: boolean;
  confirmed: boolean;
  confirm: (yes: boolean) => void;
  /** Sends with the answer given, and learns from a refusal that there is a question at all. */
  send: <T>(request: (answer: { confirmProtected?: true }) => Promise<T>) => Promise<T>;
}

/** Protected accounts ask twice. `known` is what the page knew; the server, which knows better, may say so only when asked to write. */
export function useProtection(known: boolean): Protection {
  const [learned, setLearned] = useState(false);
  const [confirmed, confirm] = useState(false);
  const asked = known || learned;
  return {
    open: asked && !confirmed,
    asked,
    learned,
    confirmed,
    confirm,
    async send(request) {
      try {
        return await request(asked && confirmed ? { confirmProtected: true } : {});
      } catch (error) {
        if (error instanceof AppError && isProtectionError(error)) setLearned(true);
        throw error;
      }
    },
  };
}

/** Whether `error` is answered by the second question, and so says nothing that the question does not. */
export function isProtectionError(error: AppError | null | undefined): boolean {
  return error?.code === "account_protected";
}

/** The second question, where there is one. */
export function ProtectionCheck({ protection, account, app }: { protection: Protection; account: string; app: string }) {
  const t = useTranslations("acts.protection");
  if (!protection.asked) return null;
  return (
    <Notice tone="warn" title={t("title")} {...(protection.learned && { role: "alert" })}>
      <p>{t("text", { app })}</p>
      <Check checked={protection.confirmed} onChange={protection.confirm}>
        {t("confirm", { account })}
      </Check>
    </Notice>
  );
}
