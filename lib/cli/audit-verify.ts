import { existsSync } from "node:fs";
import { join } from "node:path";
import { findLastRow, verifyChain } from "@/lib/server/audit";
import { openDatabase } from "@/lib/server/db/client";

try {
  const databaseUrl = process.env.DATABASE_URL || undefined;
  const dataDir = process.env.DATA_DIR || "./data";
  // Opening would make an empty one, and an empty record always holds together.
  if (!databaseUrl && !existsSync(join(dataDir, "pglite"))) throw new Error(`There is no database in ${dataDir}. Set DATA_DIR or DATABASE_URL to the console's own.`);
  const database = await openDatabase({ databaseUrl, dataDir });
  const result = await verifyChain(database.db);
  const last = await findLastRow(database.db);
  await database.close();
  if (result.ok) {
    process.stdout.write(`The record holds together: ${counted(result.rows)}.\n`);
    if (last) process.stdout.write(`Its last row is ${last.seq}, with the hash ${last.hash}. Keep both elsewhere: they show later whether rows were cut off the end.\n`);
  } else {
    process.stderr.write(`The record is broken at row ${result.brokenSeq}; the ${counted(result.rows)} before it ${result.rows === 1 ? "holds" : "hold"} together.\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function counted(rows: number): string {
  return rows === 1 ? "1 row" : `${rows} rows`;
}
