import * as z from "zod/mini";

/** Each role can do all that the one before it can. */
export const roles = ["viewer", "agent", "operator", "admin"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

const granted = {
  viewer: ["unread:read", "audit:read"],
  agent: ["unread:write"],
  operator: ["jobs:run"],
  admin: ["jobs:approve", "audit:export", "users:manage"],
} as const satisfies Record<Role, readonly string[]>;

export type Scope = (typeof granted)[Role][number];

/** Whether `role` may do what `scope` names. */
export function hasScope(role: Role, scope: Scope): boolean {
  const rank = roles.indexOf(role);
  return roles.slice(0, rank + 1).some((lower) => (granted[lower] as readonly string[]).includes(scope));
}

/** The lowest role that has `scope`, for telling somebody whom to ask. */
export function lowestRoleWith(scope: Scope): Role {
  return roles.find((role) => hasScope(role, scope)) ?? "admin";
}
