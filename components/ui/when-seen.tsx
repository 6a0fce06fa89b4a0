"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";

interface Props {
  /** Draws it without waiting to be scrolled to. */
  now?: boolean;
  /** Holds its place until then. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** Draws what stands far down a page once somebody gets there, and keeps it: what it loads and asks for need not come before that. */
export function WhenSeen({ now = false, placeholder, children }: Props) {
  const [seen, setSeen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  if (now && !seen) setSeen(true);
  const waiting = !seen && !now;
  useEffect(() => {
    const element = place.current;
    if (!waiting || !element) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [waiting]);
  return waiting ? <div ref={place}>{placeholder}</div> : children;
}
