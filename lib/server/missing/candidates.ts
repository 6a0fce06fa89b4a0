import "server-only";
import { missingSources } from "@/lib/shared/missing";
import type { Context } from "../context";
import { CallsSpent } from "../im/call-budget";
import { getContactGroups } from "../im/contact-group";
import { logUnforeseen } from "../log-unforeseen";
import { peersFromChanges } from "./from-changes";
import { membersOfGroups } from "./from-groups";

export type MissingSource = (typeof missingSources)[number];

export interface Candidate {
  peer: string;
  groupId?: string;
}

export interface Candidates {
  source: MissingSource;
  candidates: Candidate[];
}

/**
 * Whom `userId` may have a conversation with, source by source, each read only when asked for, in an order that is the same each
 * time; every source begins with none. One that cannot be read goes into `failed`, and the next one follows. Calls through `ctx.im`.
 */
export async function* listCandidates(ctx: Context, userId: string, failed: Set<MissingSource>): AsyncGenerator<Candidates> {
  for (const source of missingSources) {
    yield { source, candidates: [] };
    try {
      for await (const candidates of readers[source](ctx, userId, () => failed.add(source))) yield { source, candidates };
    } catch (error) {
      ctx.signal?.throwIfAborted();
      if (error instanceof CallsSpent) throw error;
      logUnforeseen(ctx, error);
      failed.add(source);
    }
  }
}

type Reader = (ctx: Context, userId: string, onFailure: () => void) => AsyncGenerator<Candidate[]>;

const readers: Record<MissingSource, Reader> = {
  async *changes(ctx, userId) {
    yield (await peersFromChanges(ctx, userId)).map((peer) => ({ peer }));
  },
  /** Marks and conversation groups outlive the conversation list. */
  async *marks(ctx, userId, onFailure) {
    const { contacts, complete } = await getContactGroups(ctx.im, userId);
    yield contacts.flatMap((contact) => (contact.kind === "c2c" ? [{ peer: contact.peer }] : []));
    if (!complete) onFailure();
  },
  groups: (ctx, userId, onFailure) => membersOfGroups(ctx.im, userId, onFailure),
};
