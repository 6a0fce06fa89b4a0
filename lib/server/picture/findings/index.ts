import "server-only";
import { verdicts, type Finding } from "@/lib/shared/findings";
import { findAccountUnknown } from "./account-unknown";
import { findAllUnreadGroup } from "./all-unread-group";
import { findConversationAtLimit } from "./conversation-at-limit";
import { findConversationsAtLimit } from "./conversations-at-limit";
import type { Facts, Finder } from "./facts";
import { findGroupNotCounting } from "./group-not-counting";
import { findGroupNumbersDiffer } from "./group-numbers-differ";
import { findMeetingCounts } from "./meeting-counts";
import { findMutedGroups } from "./muted-groups";
import { findPeerGone } from "./peer-gone";
import { findServerZero } from "./server-zero";
import { findUnexplained } from "./unexplained";

export type { Facts } from "./facts";

/** Most important first. */
const finders: readonly Finder[] = [
  findAccountUnknown,
  findUnexplained,
  findAllUnreadGroup,
  findPeerGone,
  findServerZero,
  findConversationAtLimit,
  findConversationsAtLimit,
  findMutedGroups,
  findMeetingCounts,
  findGroupNumbersDiffer,
  findGroupNotCounting,
];

/** What explains the account's numbers: first what can be mended here, then what cannot, then what is as it should be. */
export function findAll(facts: Facts): Finding[] {
  const found = finders.map((find) => find(facts)).filter((finding) => finding !== null);
  return found.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
}
