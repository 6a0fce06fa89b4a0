import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { PictureLine, type Picture, type PictureGroup, type RawAnswer } from "@/lib/shared/picture";
import type { AppError } from "@/lib/shared/errors";
import { accountQueries } from "./accounts";
import { ConnectionError, http } from "./http";
import { apiPath, pageHref } from "./paths";

/** What is known of a picture so far: its parts as they come, and `picture` when all of it has been read. */
export interface PictureSoFar extends Partial<Pick<Picture, "total" | "groups" | "conversations">> {
  picture?: Picture;
  /** IM's own answers, all of them once `picture` is there. */
  answers: RawAnswer[];
}

/** `known` with what one more line says. The whole picture has the last word about its parts: they may have been read twice. */
export function addLine(known: PictureSoFar, line: PictureLine): PictureSoFar {
  const next = { ...known, ...line };
  if (!line.picture) return next;
  const { total, groups, conversations } = line.picture;
  return { ...next, total, groups, conversations };
}

/** What the groups' numbers come to; `null` where one could not be read. Groups that keep no count add nothing. */
export function sumGroups(groups: readonly PictureGroup[]): number | null {
  let sum = 0;
  for (const { unread } of groups) {
    if (unread === null) return null;
    if (unread.counted) sum += unread.value;
  }
  return sum;
}

/** Whether everything that findings rest on could be read: only then is finding nothing good news. */
export function isWhole({ exists, total, conversations, groups, moved, sums }: Picture): boolean {
  return exists !== null && total.ok && conversations.ok && groups.ok && moved !== "moving" && sums.unreadable === 0 && sums.badge !== null;
}

export const pictureQueries = {
  picture: (app: string, userId: string) =>
    queryOptions({
      queryKey: ["picture", app, userId],
      queryFn: async ({ signal, client, queryKey }): Promise<PictureSoFar> => {
        // Half of a newer picture beside half of an older one would be a contradiction: a re-read is shown when it is whole.
        const first = client.getQueryData<PictureSoFar>(queryKey)?.picture === undefined;
        const state = client.getQueryState(queryKey);
        // The name and the devices above the numbers are as old as these; the page's first reading asks for both anyway.
        if (state && state.dataUpdateCount + state.errorUpdateCount > 0) {
          void client.invalidateQueries({ queryKey: accountQueries.account(app, userId).queryKey }, { cancelRefetch: false });
          // Whether it was a colleague who changed the numbers, the history on the page has to say.
          void client.invalidateQueries({ queryKey: ["audit"] }, { cancelRefetch: false });
        }
        let known: PictureSoFar = { answers: [] };
        await http.lines("GET", pageHref(apiPath("apps", app, "accounts", userId, "picture"), { as: "lines", answers: "true" }), PictureLine, {
          signal,
          onLine: (line) => {
            known = addLine(known, line);
            if (first) client.setQueryData<PictureSoFar>(queryKey, known);
          },
        });
        if (!known.picture) throw new ConnectionError("unreadable");
        return known;
      },
    }),
};

export interface PictureReading {
  known: PictureSoFar | undefined;
  /** The last whole picture; it stays while a newer one is read, and when that fails. */
  picture: Picture | undefined;
  /** When what is shown was read, by this browser's clock. */
  readAt: number;
  reading: boolean;
  /** Whether a part that is not known yet is on its way. Where nothing is, it could not be read. */
  waiting: boolean;
  /** Why the last reading failed as a whole. Parts that failed say so themselves. */
  error: AppError | null;
  refresh: () => void;
}

export const watchSeconds = 5;

/** An account's unread picture, read once, and every five seconds while `watch` is on, the tab is visible and nothing failed. */
export function usePicture(app: string, userId: string, { watch = false }: { watch?: boolean } = {}): PictureReading {
  const queryClient = useQueryClient();
  const options = pictureQueries.picture(app, userId);
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => watch && watchFailure(state.data?.picture, state.error) === null && watchSeconds * 1000,
  });
  return {
    known: query.data,
    picture: query.data?.picture,
    readAt: query.dataUpdatedAt,
    reading: query.isFetching,
    waiting: query.isFetching || query.error === null,
    error: query.error,
    refresh: () => void queryClient.invalidateQueries({ queryKey: options.queryKey }),
  };
}

/** Why there is no point in reading on by itself, as a sentence's source; `null` while there is. */
export function watchFailure(picture: Picture | undefined, error: AppError | null): { message: string } | null {
  if (error) return error;
  if (picture && !picture.total.ok) return picture.total.error;
  return null;
}
