import { cpus, totalmem } from "node:os";
import { measureLookups } from "./lookups";
import { measureMillion } from "./million";
import { measurePace } from "./pace";
import { measurePages } from "./pages";
import { measureSandbox } from "./sandbox-size";
import { type Measurement, print } from "./table";
import { measureStart } from "./start";
import { buildWhenNeeded } from "@/lib/cli/build";

await buildWhenNeeded();
process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n\n`);
const all = { start: measureStart, lookups: measureLookups, pages: measurePages, sandbox: measureSandbox, pace: measurePace, million: measureMillion };
// Some of them where they are named, as in `npm run bench -- start lookups`.
const wanted = process.argv.slice(2);
const measurements: Measurement[] = [];
for (const [name, measure] of Object.entries(all)) if (wanted.length === 0 || wanted.includes(name)) measurements.push(...(await measure()));
print(measurements);
