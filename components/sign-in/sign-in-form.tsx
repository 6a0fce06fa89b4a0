import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { SignInInput } from "@/lib/shared/session";
import { TextField } from "../form/fields";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { schemaResolver } from "../form/schema-resolver";
import { useSubmit } from "../form/show-server-errors";

interface Props {
  entering: boolean;
  onSubmit: (values: SignInInput) => Promise<void>;
}

export function SignInForm({ entering, onSubmit }: Props) {
  const t = useTranslations("signIn");
  const form = useForm({ resolver: schemaResolver(SignInInput), defaultValues: { username: "", password: "" } });
  const { submit, problem } = useSubmit(form, onSubmit);
  return (
    <Form form={form} onSubmit={submit} problem={problem} label={t("title")}>
      <TextField name="username" label={t("username")} autoComplete="username" autoCapitalize="none" spellCheck={false} />
      <PasswordField name="password" label={t("password")} autoComplete="current-password" visibilityToggleButtonProps={{ "aria-label": t("showPassword") }} />
      <Button type="submit" loading={entering}>
        {t("submit")}
      </Button>
    </Form>
  );
}
