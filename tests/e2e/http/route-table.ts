import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { roles, type Role } from "@/lib/shared/roles";
import { appId } from "../../support/console";
import { root } from "../../support/command";

export const askers = ["nobody", ...roles] as const;
export type Asker = (typeof askers)[number];

interface Row {
  /** As it lies below `app`. */
  route: string;
  method: string;
  /** A request that is right in every way but for who sends it. */
  path: string;
  body?: unknown;
  status: Record<Asker, number>;
  /** What a page of another origin gets, with the cookies of somebody who may. */
  foreign: number;
  writes?: boolean;
  /** Of a write that is refused: what the record knows of its target. */
  about?: { account?: string; groupId?: string; putBackOf?: number };
}

const anybody = everyRole(200, 200);
const signedIn = everyRole(401, 200);
const fromAgent: Record<Asker, number> = { ...signedIn, viewer: 403 };

/** Of a job that there is not: whoever may is told so. */
const fromOperator: Record<Asker, number> = { ...everyRole(401, 404), viewer: 403, agent: 403 };
const fromAdmin: Record<Asker, number> = { ...fromOperator, operator: 403 };

const app = `/api/apps/${appId}`;
const job = "/api/jobs/999999999";
const why = { reason: "walking every route" };

/** Every method of every route: who may call it. A route on disk that is missing here fails the walk. */
export const table: readonly Row[] = [
  { route: "/healthz", method: "GET", path: "/healthz", status: anybody, foreign: 200 },
  { route: "/readyz", method: "GET", path: "/readyz", status: anybody, foreign: 200 },
  // next-auth's own: what it hands out carries no CORS header, so a foreign page cannot read it; sign-in.test.ts has the rest.
  { route: "/api/auth/[...nextauth]", method: "GET", path: "/api/auth/csrf", status: anybody, foreign: 200 },
  { route: "/api/auth/[...nextauth]", method: "POST", path: "/api/auth/_log", body: {}, status: everyRole(404, 404), foreign: 404 },
  { route: "/api/me", method: "GET", path: "/api/me", status: signedIn, foreign: 403 },
  { route: "/api/apps", method: "GET", path: "/api/apps", status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]", method: "GET", path: `${app}/accounts/alice`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/picture", method: "GET", path: `${app}/accounts/alice/picture`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/unread", method: "GET", path: `${app}/accounts/alice/unread`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/unread", method: "POST", path: `${app}/accounts/alice/unread`, body: { peers: ["bob"] }, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/mark-read", method: "POST", path: `${app}/accounts/alice/mark-read`, body: { peers: ["bob"], ...why }, status: fromAgent, foreign: 403, writes: true, about: { account: "alice" } },
  { route: "/api/apps/[app]/accounts/[userId]/missing", method: "POST", path: `${app}/accounts/alice/missing`, body: { known: [], missing: 1 }, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/marks", method: "GET", path: `${app}/accounts/alice/marks`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/accounts/[userId]/conversations/[peer]/timeline", method: "GET", path: `${app}/accounts/alice/conversations/bob/timeline`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/groups/[groupId]", method: "GET", path: `${app}/groups/team`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/groups/[groupId]/members", method: "GET", path: `${app}/groups/team/members`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/groups/[groupId]/members/[userId]/unread", method: "GET", path: `${app}/groups/team/members/alice/unread`, status: signedIn, foreign: 403 },
  { route: "/api/apps/[app]/groups/[groupId]/members/[userId]/unread", method: "PUT", path: `${app}/groups/team/members/alice/unread`, body: { unread: 1, ...why }, status: fromAgent, foreign: 403, writes: true, about: { account: "alice", groupId: "team" } },
  { route: "/api/apps/[app]/groups/[groupId]/set-unread", method: "POST", path: `${app}/groups/team/set-unread`, body: { members: ["alice"], unread: 1, ...why }, status: fromAgent, foreign: 403, writes: true, about: { groupId: "team" } },
  // Of an entry that there is not: whoever may put back is told so.
  { route: "/api/apps/[app]/audit/[seq]/put-back", method: "POST", path: `${app}/audit/999999999/put-back`, body: why, status: { ...everyRole(401, 404), viewer: 403 }, foreign: 403, writes: true, about: { putBackOf: 999_999_999 } },
  // A file with nothing in it: whoever may send one is told so.
  { route: "/api/apps/[app]/jobs", method: "POST", path: `${app}/jobs?kind=query_unread&reason=walk`, body: {}, status: { ...fromOperator, operator: 422, admin: 422 }, foreign: 403, writes: true },
  { route: "/api/apps/[app]/job-acts", method: "GET", path: `${app}/job-acts?account=alice`, status: signedIn, foreign: 403 },
  { route: "/api/jobs", method: "GET", path: "/api/jobs", status: { ...fromOperator, operator: 200, admin: 200 }, foreign: 403 },
  { route: "/api/jobs/kinds", method: "GET", path: "/api/jobs/kinds", status: { ...fromOperator, operator: 200, admin: 200 }, foreign: 403 },
  { route: "/api/jobs/templates/[kind]", method: "GET", path: "/api/jobs/templates/mark_read", status: { ...fromOperator, operator: 200, admin: 200 }, foreign: 403 },
  { route: "/api/jobs/[id]", method: "GET", path: job, status: fromOperator, foreign: 403 },
  { route: "/api/jobs/[id]/rows", method: "GET", path: `${job}/rows`, status: fromOperator, foreign: 403 },
  { route: "/api/jobs/[id]/samples", method: "GET", path: `${job}/samples`, status: fromOperator, foreign: 403 },
  { route: "/api/jobs/[id]/events", method: "GET", path: `${job}/events`, status: fromOperator, foreign: 403 },
  { route: "/api/jobs/[id]/result.csv", method: "GET", path: `${job}/result.csv`, status: fromOperator, foreign: 403 },
  { route: "/api/jobs/[id]/columns", method: "POST", path: `${job}/columns`, body: { columns: {} }, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/dry-run", method: "POST", path: `${job}/dry-run`, body: {}, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/approve", method: "POST", path: `${job}/approve`, body: {}, status: fromAdmin, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/start", method: "POST", path: `${job}/start`, body: {}, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/pause", method: "POST", path: `${job}/pause`, body: {}, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/resume", method: "POST", path: `${job}/resume`, body: {}, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/cancel", method: "POST", path: `${job}/cancel`, body: {}, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/retry", method: "POST", path: `${job}/retry`, body: why, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/jobs/[id]/put-back", method: "POST", path: `${job}/put-back`, body: why, status: fromOperator, foreign: 403, writes: true },
  { route: "/api/audit", method: "GET", path: "/api/audit", status: signedIn, foreign: 403 },
  { route: "/api/audit/export", method: "GET", path: "/api/audit/export", status: { ...everyRole(401, 403), admin: 200 }, foreign: 403 },
  { route: "/api/audit/verify", method: "GET", path: "/api/audit/verify", status: signedIn, foreign: 403 },
];

function everyRole(nobody: number, somebody: number): Record<Asker, number> {
  return { nobody, ...(Object.fromEntries(roles.map((role) => [role, somebody])) as Record<Role, number>) };
}

/** `METHOD /route` for every method that a `route.ts` below `app` exports. */
export function routesOnDisk(): string[] {
  const folder = join(root, "app");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /(^|[\\/])route\.tsx?$/.test(name));
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const direct = [...text.matchAll(/export\s+(?:async\s+)?(?:const|let|function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g)];
    const listed = [...text.matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, names = ""]) => [...names.matchAll(/\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g)]);
    const methods = [...direct, ...listed].map(([, method]) => method);
    const route = `/${relative(folder, join(folder, file, "..")).replaceAll("\\", "/")}`.replaceAll(/\/\([^)]*\)/g, "");
    // A file whose methods are written in a way that this does not understand must not pass as having none.
    return methods.length === 0 ? [`(no method recognised) ${route}`] : methods.map((method) => `${method} ${route}`);
  });
}
