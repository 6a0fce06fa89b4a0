import { expect, test } from "vitest";
import { hasScope, lowestRoleWith, roles, type Scope } from "@/lib/shared/roles";

const table: Record<Scope, string> = {
  "unread:read": "viewer agent operator admin",
  "audit:read": "viewer agent operator admin",
  "unread:write": "agent operator admin",
  "jobs:run": "operator admin",
  "jobs:approve": "admin",
  "audit:export": "admin",
  "users:manage": "admin",
};

test.each(Object.entries(table) as [Scope, string][])("%s is for %s", (scope, allowed) => {
  expect(roles.filter((role) => hasScope(role, scope)).join(" ")).toBe(allowed);
  expect(lowestRoleWith(scope)).toBe(allowed.split(" ")[0]);
});
