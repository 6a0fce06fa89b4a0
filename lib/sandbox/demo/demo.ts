import { arrange, arrangeAccount, arrangeUnread } from "../arrange";
import { importAccount } from "../store/accounts";
import { nowSeconds, type AppState } from "../store/state";
import { seedFindings } from "./findings";
import { seedGroups } from "./groups";
import { oddPeople, people } from "./people";

const platforms = ["iPhone", "Android", "Web", "PC", "iPad", "Mac"] as const;

/**
 * About 200 accounts and 40 groups in which everything the console explains occurs at least once; the same every time, with
 * times relative to now. Who shows what: `findings.ts` and `groups.ts`.
 */
export function seedDemo(state: AppState): void {
  const everyone = people();
  for (const { userId, nick } of [...everyone, ...oddPeople]) importAccount(state, userId, nick, `https://example.com/faces/${encodeURIComponent(userId)}.png`);
  const now = nowSeconds(state);
  for (const [index, { userId }] of everyone.entries()) {
    const devices = index % 3 === 0 ? [{ platform: platforms[index % platforms.length] ?? "Web", status: index % 2 === 0 ? ("Online" as const) : ("PushOnline" as const) }] : [];
    arrangeAccount(state, { userId, devices });
    chat(state, userId, everyone[(index + 1) % everyone.length]?.userId, index % 6, now - 600 * (index % 40));
    chat(state, userId, everyone[(index * 7 + 3) % everyone.length]?.userId, index % 3, now - 7_200 - 60 * index);
  }
  for (const [index, { userId }] of oddPeople.entries()) {
    chat(state, userId, "dramon2", index + 1, now - 300 * (index + 1));
    chat(state, "odd.ids", userId, (index % 4) + 1, now - 60 * (index + 1));
  }
  seedFindings(state, everyone, now);
  seedGroups(state, everyone);
  // Whoever came into being as somebody's peer gets a name too, so that only `no.name` has none.
  arrange(state, { accounts: [{ userId: "dramon2", nick: "Dramon Two" }, { userId: "odd.ids", nick: "Talks to odd ids" }] });
}

function chat(state: AppState, to: string, from: string | undefined, count: number, at: number): void {
  if (from !== undefined && from !== to && count > 0) arrangeUnread(state, { to, from, count, at });
}
