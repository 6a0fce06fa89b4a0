import { createElement } from "react";
import { expect, test } from "vitest";
import { MembersCount } from "@/components/groups/members-count";
import { render, textOf } from "../acts/render";

test.each([
  { shown: 100, all: 250, says: "100 of 250 members shown" },
  { shown: 3, all: 2, says: "3 of 3 members shown" },
  // A total that IM did not tell is not made up.
  { shown: 100, all: null, says: "100 members shown" },
  { shown: 1, all: null, says: "1 member shown" },
])("$shown members of $all: “$says”", ({ shown, all, says }) => {
  expect(textOf(render(createElement(MembersCount, { shown, all }))).trim()).toBe(says);
});
