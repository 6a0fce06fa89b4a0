/** The cells of a CSV text by RFC 4180, line by line; throws where the text is not quite that. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let line: string[] = []; cell.lastIndex < text.length; ) {
    const at = cell.lastIndex;
    const [, quoted, plain, after] = cell.exec(text) ?? [];
    if (after === undefined) throw new Error(`This is not CSV, from character ${at} on: ${text.slice(at, at + 40)}`);
    line.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (after === ",") continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
