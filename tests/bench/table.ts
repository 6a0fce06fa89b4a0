/** One line of the table: a figure beside what it is to be compared with. */
export interface Measurement {
  what: string;
  measured: string;
  reference: string;
  target: string;
  met: boolean;
}

export function print(measurements: readonly Measurement[]): void {
  const rows = [
    ["what", "measured", "reference in this run", "target", ""],
    ...measurements.map(({ what, measured, reference, target, met }) => [what, measured, reference, target, met ? "met" : "NOT MET"]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`);
}
