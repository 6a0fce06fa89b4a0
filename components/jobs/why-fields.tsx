import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState, type ChangeEvent } from "react";
import * as z from "zod/mini";
import type { AppError } from "@/lib/shared/errors";
import { FieldRow } from "../form/form-layout";
import { useFieldMessage } from "../form/use-field-message";
import { because } from "../form/values";

export interface Why {
  reason: string;
  ticket: string;
}

type Complaints = Partial<Record<keyof Why, string>>;

/** The reason and ticket of a form that keeps its own state, and what is wrong with them. */
export function useWhy({ reason, ticket }: Why, requireReason: boolean) {
  const [typed, setTyped] = useState<Why>({ reason, ticket });
  const [complaints, setComplaints] = useState<Complaints>({});
  return {
    typed,
    complaints,
    type: (values: Partial<Why>) => setTyped((now) => ({ ...now, ...values })),
    /** What is to be sent; nothing where that cannot be. */
    check(): Why | undefined {
      const { data, error } = z.object(because(requireReason)).safeParse(typed);
      setComplaints(Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path[0], message])));
      return data;
    },
    /** Puts the server's sentences about these two on them, and answers what is left to be said. */
    placeErrors(error: AppError): AppError | undefined {
      const { reason: ofReason, ticket: ofTicket, ...others } = error.fields ?? {};
      setComplaints({ ...(ofReason !== undefined && { reason: ofReason }), ...(ofTicket !== undefined && { ticket: ofTicket }) });
      const placed = ofReason !== undefined || ofTicket !== undefined;
      return placed && Object.keys(others).length === 0 ? undefined : error;
    },
  };
}

/** Why, and for which ticket: as `ReasonFields`, where the form around it would be too heavy for a first visit. */
export function WhyFields({ why: { typed, complaints, type }, required }: { why: ReturnType<typeof useWhy>; required: boolean }) {
  const t = useTranslations("common");
  const toMessage = useFieldMessage();
  const field = (name: keyof Why) => ({
    name,
    autoComplete: "off",
    value: typed[name],
    error: toMessage({ message: complaints[name] }),
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => type({ [name]: currentTarget.value }),
  });
  return (
    <FieldRow>
      <TextInput {...field("reason")} label={required ? t("reason") : t("optional", { label: t("reason") })} description={t("reasonHint")} required={required} maxLength={500} />
      <TextInput {...field("ticket")} label={t("optional", { label: t("ticket") })} description={t("ticketHint")} maxLength={100} />
    </FieldRow>
  );
}
