import { expect, test } from "vitest";
import { explainCode } from "@/lib/server/jobs/explain-code";
import { errorStatus } from "@/lib/shared/errors";
import { locales } from "@/lib/shared/locales";

const rowCodes = ["row_problem", "account_protected", "unsupported_group_type", "changed_since", "account_not_found", "peer_not_found", "group_not_found", "member_not_found", "im_timeout", "im_unreachable", "im_bad_answer", "im_busy", "im_paused", "im_misconfigured", "im_refused", "internal"];

test.for(locales)("every code that a row may end with has words of its own, without values that only one row has, in %s", (locale) => {
  for (const code of [...rowCodes, "10010", "60008", "70107", "99999"]) {
    const { meaning, advice } = explainCode(locale, code);
    expect(`${meaning} ${advice}`, code).not.toMatch(/[{}]|jobCodes|undefined|null/);
    expect(meaning, code).not.toBe(explainCode(locale, `no_${code}`).meaning.replace(`no_${code}`, code));
  }
});

test.for(locales)("a code without words of its own is named, in %s", (locale) => {
  for (const code of ["no_such_code", "jobCodes.other", "../x", "", "forbidden", ...Object.keys(errorStatus)]) {
    const { meaning, advice } = explainCode(locale, code);
    expect(meaning).not.toBe("");
    expect(meaning).not.toMatch(/[{}]|undefined/);
    expect(advice).not.toBe("");
  }
  expect(explainCode(locale, "no_such_code").meaning).toContain("no_such_code");
});

test("a number is IM's, in the reader's language", () => {
  expect(explainCode("en", "10010").meaning).toMatch(/group/i);
  expect(explainCode("zh-CN", "10010").meaning).toMatch(/群/);
});
