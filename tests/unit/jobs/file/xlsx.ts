import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** Written into the index instead of the true values. */
  claims?: { crc32?: number; uncompressedSize?: number; flags?: number };
}

/** A zip file, every part deflated, and nothing in it that such a file can do without. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims = {} } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(claims.flags ?? 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(claims.crc32 ?? crc32(plain), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(claims.uncompressedSize ?? plain.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const body = [Buffer.from("PK\x03\x04"), header, Buffer.from(name), packed];
    index.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), header, place, Buffer.from(name));
    bodies.push(...body);
    offset += Buffer.concat(body).length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, directory, Buffer.from("PK\x05\x06"), end]);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Text as XML holds it; control characters as these files write them. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, "_x005F_")
    // oxlint-disable-next-line no-control-regex -- those are what XML cannot hold
    .replaceAll(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}_`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** `A`, `Z`, `AA` of 0, 25, 26. */
export function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** A sheet's XML of its rows' XML. */
export function sheetOf(rows: string): string {
  return `${declaration}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
}

interface Workbook {
  /** XML by the sheets' names, in the workbook's order. */
  sheets: readonly { name: string; xml: string; state?: string }[];
  sharedTexts?: string;
  /** Parts added or put in the place of others. */
  more?: readonly ZipPart[];
}

/** The parts of an Excel file. */
export function workbook({ sheets, sharedTexts, more = [] }: Workbook): ZipPart[] {
  const parts = [
    { name: "[Content_Types].xml", content: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
    { name: "_rels/.rels", content: `${declaration}<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: "xl/workbook.xml", content: `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${sheets.map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}" ` : ""}r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>` },
    // The parts are numbered backwards, so that nobody takes the number for the order.
    { name: "xl/_rels/workbook.xml.rels", content: `${declaration}<Relationships>${sheets.map((_sheet, index) => `<Relationship Id="rId${index + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${sheets.length - index}.xml"/>`).join("")}<Relationship Id="rId99" Type="${relation}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>` },
    ...sheets.map(({ xml }, index) => ({ name: `xl/worksheets/sheet${sheets.length - index}.xml`, content: xml })),
    ...(sharedTexts === undefined ? [] : [{ name: "xl/sharedStrings.xml", content: sharedTexts }]),
  ];
  return [...parts.filter(({ name }) => !more.some((part) => part.name === name)), ...more];
}

/** An Excel file of a table of texts, in one of the two ways in which texts are kept. Empty cells are left out. */
export function xlsxOf(table: readonly (readonly string[])[], { shared = true } = {}): Buffer {
  const texts = new Map<string, number>();
  const numberOf = (text: string) => texts.get(text) ?? texts.set(text, texts.size).size - 1;
  const content = (text: string) => (shared ? `t="s"><v>${numberOf(text)}</v>` : `t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is>`);
  const rows = table.map((cells, row) => `<row r="${row + 1}">${cells.map((text, column) => (text === "" ? "" : `<c r="${columnName(column)}${row + 1}" ${content(text)}</c>`)).join("")}</row>`);
  const sheets = [{ name: "Sheet1", xml: sheetOf(rows.join("")) }];
  return zip(workbook({ sheets, ...(shared && { sharedTexts: `${declaration}<sst xmlns="${main}">${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`).join("")}</sst>` }) }));
}
