import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { fileBroken, fileEmpty, fileNotText, fileTooLarge, fileTooWide, tooManyRows } from "@/lib/server/jobs/file/faults";
import { createTranslation } from "@/lib/server/translate";

const english = createTranslator({ locale: "en", messages: en }) as unknown as (key: string, params: object) => string;
const { sentence } = createTranslation("zh-CN");

const faults = [
  ...(["nothing", "header_only"] as const).map(fileEmpty),
  ...(["old_excel", "locked", "not_a_workbook", "document", "encoding", "binary"] as const).map((reason) => fileNotText(reason)),
  ...(["quote", "cut_off", "end", "workbook"] as const).flatMap((reason) => [fileBroken(reason), fileBroken(reason, 123_456)]),
  fileTooWide(123_456),
  tooManyRows(5_000_000),
  ...(["bytes", "unpacked", "cell", "column_name"] as const).map((reason) => fileTooLarge(reason, 32_768, 123_456)),
];

test.each(faults.map((fault) => [fault.message, fault] as const))("“%s” is said alike in the list of messages, and in Chinese", (message, fault) => {
  expect(english(`errors.${fault.code}`, fault.params ?? {})).toBe(message);
  const chinese = sentence(fault);
  expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/);
  for (const number of ["123456", "32,768", "5,000,000"]) expect(chinese.includes(number)).toBe(message.includes(number));
});
