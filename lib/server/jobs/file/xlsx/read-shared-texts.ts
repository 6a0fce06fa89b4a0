import { CellText } from "./cell-text";
import { TextTable } from "./text-table";
import { readXml } from "./xml-reader";

/** The texts of `xl/sharedStrings.xml`. */
export async function readSharedTexts(bytes: AsyncIterable<Buffer>): Promise<TextTable> {
  const table = new TextTable();
  const cell = new CellText();
  await readXml(bytes, {
    open(name) {
      if (name === "si") cell.clear();
      else cell.open(name);
    },
    text: (text) => cell.add(text),
    close(name) {
      if (name === "si") table.add(cell.text);
      else cell.close(name);
    },
  });
  return table;
}
