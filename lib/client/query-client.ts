import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import type { AppError } from "@/lib/shared/errors";
import { ConnectionError } from "./http";

declare module "@tanstack/react-query" {
  interface Register {
    // `http.ts` throws nothing else.
    defaultError: AppError;
  }
}

/**
 * The browser's cache of answers. Numbers are read anew whenever a page asks, and never behind a person's back: each read spends
 * the app's rate. `onSignedOut` is called when any answer says that the session is over.
 */
export function createQueryClient({ onSignedOut }: { onSignedOut: () => void }): QueryClient {
  const onError = (error: AppError) => {
    if (error.code === "unauthenticated") onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The server has already retried what is worth retrying on IM's side.
        retry: (failures, error) => failures < 1 && error instanceof ConnectionError && error.reason === "unreachable",
        retryDelay: 500,
      },
    },
  });
}
