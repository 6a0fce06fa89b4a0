import { expect, test } from "vitest";
import { PictureQuery } from "@/lib/shared/picture";

test.for([{}, { as: "lines" }, { as: "lines", answers: "true" }])("a picture can be asked for with %j", (query) => {
  expect(PictureQuery.parse(query)).toEqual(query);
});

test.for([
  { query: { as: "rows" }, path: ["as"] },
  { query: { as: "lines", answers: "yes" }, path: ["answers"] },
  // The one JSON picture has no place for them; left out silently, they would look as if there were none.
  { query: { answers: "true" }, path: ["answers"] },
])("a picture is refused with %j", ({ query, path }) => {
  expect(PictureQuery.safeParse(query).error?.issues).toMatchObject([{ path, message: "invalid" }]);
});
