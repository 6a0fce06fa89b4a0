import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clearRecents, listRecents, rememberRecent, type Recent } from "@/lib/client/recents";

const key = "unread-console.recents";

/** A browser's store as far as it is used: texts by name. */
class Store {
  readonly texts = new Map<string, string>();
  writes = 0;
  getItem = (name: string) => this.texts.get(name) ?? null;
  setItem = (name: string, text: string) => {
    this.writes += 1;
    this.texts.set(name, text);
  };
  removeItem = (name: string) => void this.texts.delete(name);
}

let store: Store;

beforeEach(() => {
  store = new Store();
  vi.stubGlobal("localStorage", store);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const account = (id: string, more: Partial<Recent> = {}): Recent => ({ kind: "account", app: "1400000001", id, name: null, ...more });
const ids = (app = "1400000001") => listRecents(app).map(({ id }) => id);

test("the newest look-up stands first, and one that is repeated moves up", () => {
  for (const id of ["alice", "bob", "alice"]) rememberRecent(account(id));
  expect(ids()).toEqual(["alice", "bob"]);
});

test("an account and a group of the same id are two", () => {
  rememberRecent(account("standup"));
  rememberRecent(account("standup", { kind: "group" }));
  expect(listRecents("1400000001").map(({ kind }) => kind)).toEqual(["group", "account"]);
});

test("twenty are kept for each app, and work in one app does not push out another's", () => {
  rememberRecent(account("elsewhere", { app: "1400000055" }));
  for (let n = 1; n <= 25; n += 1) rememberRecent(account(`user${n}`));
  expect(ids()).toHaveLength(20);
  expect(ids()[0]).toBe("user25");
  expect(ids()).not.toContain("user5");
  expect(ids("1400000055")).toEqual(["elsewhere"]);
});

test("a name that was known stays when it could not be read this time, and a new one replaces it", () => {
  rememberRecent(account("alice", { name: "Alice" }));
  rememberRecent(account("alice"));
  expect(listRecents("1400000001")).toEqual([account("alice", { name: "Alice" })]);
  rememberRecent(account("alice", { name: "Alice 2" }));
  expect(listRecents("1400000001")).toEqual([account("alice", { name: "Alice 2" })]);
});

test("saying the same again writes nothing", () => {
  rememberRecent(account("bob"));
  rememberRecent(account("alice", { name: "Alice" }));
  const { writes } = store;
  rememberRecent(account("alice", { name: "Alice" }));
  rememberRecent(account("alice"));
  expect(store.writes).toBe(writes);
});

test("forgetting takes one app's and leaves the others'", () => {
  rememberRecent(account("alice"));
  rememberRecent(account("elsewhere", { app: "1400000055" }));
  clearRecents({ app: "1400000001" });
  expect(ids()).toEqual([]);
  expect(ids("1400000055")).toEqual(["elsewhere"]);
  clearRecents({ app: "1400000055" });
  expect(store.texts.size).toBe(0);
});

test("forgetting one kind leaves the other, and naming nothing forgets all", () => {
  rememberRecent(account("alice"));
  rememberRecent(account("team", { kind: "group" }));
  rememberRecent(account("elsewhere", { kind: "group", app: "1400000055" }));
  clearRecents({ app: "1400000001", kind: "group" });
  expect(ids()).toEqual(["alice"]);
  expect(ids("1400000055")).toEqual(["elsewhere"]);
  clearRecents();
  expect(store.texts.size).toBe(0);
});

test("what another tab has written is seen, and kept when this one adds to it", () => {
  rememberRecent(account("alice"));
  store.texts.set(key, JSON.stringify([account("bob"), account("alice")]));
  expect(ids()).toEqual(["bob", "alice"]);
  rememberRecent(account("carol"));
  expect(ids()).toEqual(["carol", "bob", "alice"]);
});

test.each(["", "{", "null", "[1]", '[{"kind":"page"}]', '{"kind":"account"}'])("a store that holds %j holds nothing, and is written anew", (text) => {
  store.texts.set(key, text);
  expect(ids()).toEqual([]);
  rememberRecent(account("alice"));
  expect(ids()).toEqual(["alice"]);
});

test("a store that may be read and not written keeps the look-ups as long as the tab", () => {
  store.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  store.removeItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  rememberRecent(account("alice"));
  rememberRecent(account("bob"));
  expect(ids()).toEqual(["bob", "alice"]);
  clearRecents({ app: "1400000001" });
  expect(ids()).toEqual([]);
});

test("a browser that forbids the store keeps the look-ups as long as the tab", () => {
  vi.stubGlobal("localStorage", undefined);
  clearRecents({ app: "1400000001" });
  rememberRecent(account("alice"));
  expect(ids()).toEqual(["alice"]);
  clearRecents({ app: "1400000001" });
  expect(ids()).toEqual([]);
});
