import { verifyChain } from "@/lib/server/audit";
import { openDatabase } from "@/lib/server/db/client";

try {
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR || "./data" });
  const result = await verifyChain(database.db);
  await database.close();
  if (result.ok) {
    process.stdout.write(`The record holds together: ${result.rows} rows.\n`);
  } else {
    process.stderr.write(`The record is broken at row ${result.brokenSeq}; the ${result.rows} rows before it hold together.\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
