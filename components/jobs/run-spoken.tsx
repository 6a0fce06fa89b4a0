import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

const every = 10_000;

/** Says how far something is to those who do not see it: at each new `milestone` at once, and otherwise not more often than every ten seconds. */
export function SpokenProgress({ text, milestone }: { text: string; milestone: string }) {
  const latest = useRef(text);
  const [said, say] = useState({ text, milestone });
  // A milestone is said in the words that came with it.
  if (said.milestone !== milestone) say({ text, milestone });
  useEffect(() => {
    latest.current = text;
  });
  useEffect(() => {
    const timer = setInterval(() => say((before) => ({ ...before, text: latest.current })), every);
    return () => clearInterval(timer);
  }, []);
  return <VisuallyHidden component="output">{said.text}</VisuallyHidden>;
}
