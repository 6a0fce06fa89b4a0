/** Who gets the rate budget first: people, or jobs. */
export type Lane = "interactive" | "bulk";

/** Grants the moments at which calls may be sent, so that an app's documented rate is never exceeded. */
export interface Pacer {
  /** Resolves when the next call of `command` may be sent; rejects with the signal's reason when it is aborted first. */
  waitForTurn(slot: { sdkAppId: string; command: string; perSecond: number; lane: Lane; signal?: AbortSignal | undefined }): Promise<void>;
}
