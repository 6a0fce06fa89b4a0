"use client";

import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { createQueryClient } from "@/lib/client/query-client";
import { sessionExpiry } from "@/lib/client/session-expiry";
import { cssVariables, theme } from "../theme/theme";

interface Props {
  /** The page's Content-Security-Policy allows only styles that carry it. */
  nonce: string | undefined;
  children: ReactNode;
}

/** What every page stands in: the theme, and the cache of answers. */
export function Providers({ nonce, children }: Props) {
  const [queryClient] = useState(() => createQueryClient({ onSignedOut: sessionExpiry.report }));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" {...(nonce && { getStyleNonce: () => nonce })}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}
