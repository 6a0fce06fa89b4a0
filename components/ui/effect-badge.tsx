import { useTranslations } from "next-intl";
import { CheckIcon, CrossIcon, DownIcon, EqualIcon, QuestionIcon, StopIcon } from "./icons";
import { Badge, type Tone } from "./badge";

export type EffectName = "changed" | "unchanged" | "clamped" | "no_effect" | "unverified" | "failed";

const looks = {
  changed: { tone: "good", Icon: CheckIcon },
  unchanged: { tone: "neutral", Icon: EqualIcon },
  clamped: { tone: "warn", Icon: DownIcon },
  no_effect: { tone: "bad", Icon: StopIcon },
  unverified: { tone: "warn", Icon: QuestionIcon },
  failed: { tone: "bad", Icon: CrossIcon },
} as const satisfies Record<EffectName, { tone: Tone; Icon: typeof CheckIcon }>;

/** What a write did, as icon, word and colour; hovering says it in a sentence. Only a change that was read back is green. */
export function EffectBadge({ effect }: { effect: EffectName }) {
  const t = useTranslations("effects");
  const { tone, Icon } = looks[effect];
  return (
    <Badge tone={tone} title={t(`${effect}.meaning`)}>
      <Icon />
      {t(`${effect}.name`)}
    </Badge>
  );
}
