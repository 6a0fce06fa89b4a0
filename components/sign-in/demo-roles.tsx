import { UnstyledButton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Role } from "@/lib/shared/roles";
import classes from "./demo-roles.module.css";

interface Props {
  roles: readonly Role[];
  entering: string | null;
  onChoose: (role: Role) => void;
}

/** One click per role, with a line on what each can do. */
export function DemoRoles({ roles, entering, onChoose }: Props) {
  const t = useTranslations();
  return (
    <section className={classes.demo} aria-labelledby="demo-roles">
      <h2 id="demo-roles" className={classes.title}>
        {t("signIn.demo.title")}
      </h2>
      <p className={classes.text}>{t("signIn.demo.text")}</p>
      <ul className={classes.list}>
        {roles.map((role) => (
          <li key={role}>
            <UnstyledButton className={classes.role} disabled={entering !== null} data-entering={entering === role} onClick={() => onChoose(role)}>
              <span className={classes.name}>{t("signIn.demo.as", { role: t(`roles.${role}.name`) })}</span>
              <span className={classes.can}>{t(`roles.${role}.can`)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
