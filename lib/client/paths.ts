/** A path below `/api` with every segment encoded: ids may hold `/`, `#`, `%` and `?`. */
export function apiPath(...segments: string[]): string {
  return ["/api", ...segments.map(encodeURIComponent)].join("/");
}

/** A page's address with the values that are given, in the order given. */
export function pageHref(page: string, values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text === "" ? page : `${page}?${text}`;
}

/** What a segment of a page's address says: Next hands it to the page as it stands there. One that is badly written is taken as it is. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** An account's page, in the app it belongs to. An id that a path would swallow is led to the look-up form, which takes it in the query. */
export function accountHref(account: string, app: string | null, values: Record<string, string | null | undefined> = {}): string {
  if (isSwallowed(account)) return pageHref("/unread", { app, account, ...values });
  return pageHref(`/accounts/${encodeURIComponent(account)}`, { app, ...values });
}

/** A group's page, in the app it belongs to; as `accountHref`. */
export function groupHref(groupId: string, app: string | null, values: Record<string, string | null | undefined> = {}): string {
  if (isSwallowed(groupId)) return pageHref("/group-unread", { app, group: groupId, ...values });
  return pageHref(`/groups/${encodeURIComponent(groupId)}`, { app, ...values });
}

/** A job's page, in the app that was chosen. */
export function jobHref(jobId: number, app: string | null, values: Record<string, string | number | null | undefined> = {}): string {
  return pageHref(`/jobs/${jobId}`, { app, ...values });
}

/** Browsers walk `.` and `..`, however they are written. */
const isSwallowed = (id: string) => id === "." || id === "..";
