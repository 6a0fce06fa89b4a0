import { useFormatter } from "next-intl";

/** A length of time in its two largest units: “5 min 2 sec”. Under a second it is one. */
export function useDuration(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) => {
    const whole = Math.max(1, Math.round(seconds));
    const parts = [
      [Math.floor(whole / 3600), "hour"],
      [Math.floor((whole % 3600) / 60), "minute"],
      [whole % 60, "second"],
    ] as const;
    const first = parts.findIndex(([amount]) => amount > 0);
    return parts
      .slice(first, first + 2)
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => format.number(amount, { style: "unit", unit, unitDisplay: "short" }))
      .join(" ");
  };
}
