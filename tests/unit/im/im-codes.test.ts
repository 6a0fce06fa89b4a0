import { expect, test } from "vitest";
import { describeImCode, imCodes } from "@/lib/shared/im-codes";

const chinese = /[\u4e00-\u9fff]/;

test("says in English and in Chinese what every code means and what to do", () => {
  expect(Object.keys(imCodes).length).toBeGreaterThan(150);
  for (const [code, { meaning, advice }] of Object.entries(imCodes)) {
    for (const text of [meaning, advice]) {
      expect(text.en, code).toMatch(/^[A-Z].*\.$/s);
      expect(text.en, code).not.toMatch(chinese);
      expect(text["zh-CN"], code).toMatch(chinese);
      expect(text["zh-CN"], code).toMatch(/。$/);
    }
  }
});

test("tells what will pass by itself from what will not", () => {
  for (const code of [60007, 60011, 60018, 60019, 10006]) expect(describeImCode(code)).toMatchObject({ class: "quota", retryable: true });
  for (const code of [60008, 70169, 91000, 10002, 50005]) expect(describeImCode(code)).toMatchObject({ class: "transient", retryable: true });
  for (const code of [70107, 90003, 10010]) expect(describeImCode(code)).toMatchObject({ class: "data", retryable: false });
  for (const code of [70009, 60010, 60021]) expect(describeImCode(code)).toMatchObject({ class: "configuration", retryable: false });
  for (const code of [60020, 10058]) expect(describeImCode(code)).toMatchObject({ class: "plan", retryable: false });
});

test("knows the range that apps' own webhooks answer with", () => {
  expect(describeImCode(120_001).meaning.en).toContain("webhook");
  expect(describeImCode(130_000)).toEqual(describeImCode(120_001));
  expect(describeImCode(130_001).meaning.en).toContain("130001");
});

test("admits to not knowing a code, and names it", () => {
  const unknown = describeImCode(12_345);
  expect(unknown).toMatchObject({ retryable: false });
  expect(unknown.meaning.en).toContain("12345");
  expect(unknown.meaning["zh-CN"]).toContain("12345");
});
