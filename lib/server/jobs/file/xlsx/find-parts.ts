import { posix } from "node:path";
import { fileNotText } from "../faults";
import { limits } from "../limits";
import type { Zip } from "./open-zip";
import { localName, readXml } from "./xml-reader";

interface Parts {
  sheet: string;
  sharedTexts: string | undefined;
}

interface Relation {
  id: string;
  /** The last word of its type, as `worksheet`. */
  kind: string;
  part: string;
}

/** Where the cells stand: the first sheet of the workbook that people see, and the texts its cells share. */
export async function findParts(zip: Zip): Promise<Parts> {
  const workbook = (await relationsOf(zip, "")).find(({ kind }) => kind === "officeDocument")?.part ?? "xl/workbook.xml";
  if (!zip.has(workbook) || !/\.xml$/i.test(workbook)) throw fileNotText("not_a_workbook");
  const relations = await relationsOf(zip, workbook);
  const sheets: { part: string; hidden: boolean }[] = [];
  await readXml(zip.read(workbook, limits.part), {
    open(name, attributes) {
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.includes(":") && localName(key) === "id")?.[1];
      const relation = relations.find((one) => one.id === id && one.kind === "worksheet");
      if (relation) sheets.push({ part: relation.part, hidden: attributes.state !== undefined && attributes.state !== "visible" });
    },
  });
  const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  if (!sheet) throw fileNotText("not_a_workbook");
  return { sheet: sheet.part, sharedTexts: relations.find(({ kind }) => kind === "sharedStrings")?.part };
}

/** What a part says it belongs together with; `""` is the whole file. */
async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
  const list = posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!zip.has(list)) return relations;
  await readXml(zip.read(list, limits.part), {
    open(name, { Id: id = "", Type: type = "", Target: target = "" }) {
      if (name === "Relationship") relations.push({ id, kind: type.slice(type.lastIndexOf("/") + 1), part: posix.resolve("/", posix.dirname(part), target).slice(1) });
    },
  });
  return relations;
}
