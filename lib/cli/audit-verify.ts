import { verifyChain } from "@/lib/server/audit";
import { openDatabase } from "@/lib/server/db/client";

try {
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR || "./data" });
  const result = await verifyChain(database.db);
  await database.close();
  if (result.ok) {
    process.stdout.write(`The record holds together: ${counted(result.rows)}.\n`);
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
