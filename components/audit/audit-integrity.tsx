import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useVerifyAudit } from "@/lib/client/audit";
import { Problem } from "../shell/problem";
import { Badge } from "../ui/badge";

/** Has the server walk the whole record, and says whether anybody has tampered with it. */
export function AuditIntegrity() {
  const t = useTranslations("audit.verify");
  const { mutate, data, error, isPending } = useVerifyAudit();
  return (
    <>
      <output>{data && <Badge tone={data.ok ? "good" : "bad"}>{data.ok ? t("good", { rows: data.rows }) : t("bad", { seq: data.brokenSeq })}</Badge>}</output>
      {error && <Problem error={error} />}
      <Button variant="default" size="xs" loading={isPending} onClick={() => mutate()}>
        {t("button")}
      </Button>
    </>
  );
}
