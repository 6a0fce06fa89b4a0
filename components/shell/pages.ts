/** The pages there are, as the navigation groups them; the search finds them by name. */
export const pageGroups = [
  {
    heading: null,
    pages: [
      { path: "/", key: "home" },
      { path: "/accounts", key: "accounts" },
      { path: "/groups", key: "groups" },
    ],
  },
  {
    heading: "tools",
    pages: [
      { path: "/unread", key: "unread" },
      { path: "/mark-read", key: "markRead" },
      { path: "/group-unread", key: "groupUnread" },
    ],
  },
  {
    heading: "operations",
    pages: [
      { path: "/jobs", key: "jobs" },
      { path: "/audit", key: "audit" },
    ],
  },
] as const;

export type PageKey = (typeof pageGroups)[number]["pages"][number]["key"];
