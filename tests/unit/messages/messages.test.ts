import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { errorStatus } from "@/lib/shared/errors";

interface Catalog {
  [key: string]: string | Catalog;
}

/** Every message by its full key. */
function flatten(catalog: Catalog, path: string[] = []): [string, string][] {
  return Object.entries(catalog).flatMap(([key, value]) => (typeof value === "string" ? [[[...path, key].join("."), value] as [string, string]] : flatten(value, [...path, key])));
}

const english = new Map(flatten(en));
const chinese = new Map(flatten(zhCN));

/** The values and tags a message needs, each with how it is used. */
function needs(elements: MessageFormatElement[]): string[] {
  const found = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...needs(element.children)];
    if (element.type === TYPE.select || element.type === TYPE.plural) return [`${element.value}: ${TYPE[element.type]}`, ...Object.values(element.options).flatMap((option) => needs(option.value))];
    return [`${element.value}: ${TYPE[element.type]}`];
  });
  // Chinese has one plural form: it may write the number out where English chooses a word.
  return [...new Set(found.map((need) => need.replace(/: (?:plural|number|argument)$/, "")))].toSorted();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

const shared = sources("lib/shared").join("\n");
const code = [...sources("app"), ...sources("components"), ...sources("lib")].join("\n");

test("both languages say the same things", () => {
  expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
});

test.each([
  ["English", english],
  ["Chinese", chinese],
])("no message is empty in %s", (_language, messages) => {
  expect([...messages].filter(([, message]) => message.trim() === "")).toEqual([]);
});

test("every message needs the same values in both languages", () => {
  const differing = [...english].filter(([key, message]) => JSON.stringify(needs(parse(message))) !== JSON.stringify(needs(parse(chinese.get(key) ?? ""))));
  expect(differing.map(([key]) => key)).toEqual([]);
});

function branches(message: string): string {
  return JSON.stringify(parse(message).flatMap((element) => (element.type === TYPE.select ? Object.keys(element.options).toSorted() : [])));
}

test("a choice has the same branches in both languages", () => {
  expect([...english].filter(([key, message]) => branches(message) !== branches(chinese.get(key) ?? "")).map(([key]) => key)).toEqual([]);
});

test("every error has its sentence, and no sentence is left without its error", () => {
  expect(Object.keys(en.errors).toSorted()).toEqual(Object.keys(errorStatus).toSorted());
});

describe("validation keys", () => {
  /** What a schema in lib/shared may answer: the texts it hands to zod as messages. */
  const used = new Set([...shared.matchAll(/"([a-z]+(?:_[a-z0-9]+)+)"/g)].map(([, key]) => key ?? "").filter((key) => !Object.hasOwn(errorStatus, key)));
  const messages: Record<string, string> = en.validation;

  test.each([...used].filter((key) => /_(?:required|characters|too_long|too_big|negative|not_[a-z_]+|too_many_\d+)$/.test(key) || key === "app_id"))("%s has its sentence", (key) => {
    expect(messages).toHaveProperty(key);
  });

  test("every sentence belongs to a key that something answers", () => {
    expect(Object.keys(messages).filter((key) => !code.includes(`"${key}"`))).toEqual([]);
  });
});

/** What follows `t(`, up to its closing bracket. */
function argumentsAt(source: string, start: number): string {
  let end = start;
  for (let depth = 1; depth > 0 && end < source.length; end += 1) depth += source[end] === "(" ? 1 : source[end] === ")" ? -1 : 0;
  return source.slice(start, end - 1);
}

/** The keys a file asks for, as patterns: what is only known at run time stands for any one word, or for any key of its part. */
function askedFor(source: string): RegExp[] {
  const parts = [...source.matchAll(/(?:use|get)Translations\((?:"([\w.]+)")?\)/g)].map(([, part]) => part ?? "");
  const keys = [...source.matchAll(/\bt(?:\.rich)?\(/g)].flatMap(({ index, 0: call }) => {
    const text = argumentsAt(source, index + call.length);
    const written = [...text.matchAll(/"([\w.]+)"|`([^`]*)`/g)].map(([, plain, composed]) => plain ?? composed ?? "");
    return /^["`]/.test(text) ? written : [...written, "${key}"];
  });
  return parts.flatMap((part) => keys.map((key) => [part, key].filter(Boolean).join("."))).flatMap((key) => (key === "${key}" ? [] : [new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/g, "[\\w.]+")}$`)]));
}

test("no message is left over", () => {
  const patterns = [...sources("app"), ...sources("components"), ...sources("lib")].flatMap(askedFor);
  expect([...english.keys()].filter((key) => !/^(?:errors|validation|jobCodes)\./.test(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});

test("the Chinese messages are in Chinese", () => {
  const untranslated = [...chinese].filter(([key, message]) => message === english.get(key) && /[a-z]{4,}/.test(message.replaceAll(/\{[^{}]*\}/g, "")));
  expect(untranslated.map(([key]) => key)).toEqual([]);
});
