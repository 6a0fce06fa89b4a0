import { cpus, totalmem } from "node:os";
import { measureLookups } from "./lookups";
import { measurePages } from "./pages";
import { measureSandbox } from "./sandbox-size";
import { type Measurement, print } from "./table";
import { measureStart } from "./start";
import { buildWhenNeeded } from "@/lib/cli/build";

await buildWhenNeeded();
process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n\n`);
const measurements: Measurement[] = [];
for (const measure of [measureStart, measureLookups, measurePages, measureSandbox]) measurements.push(...(await measure()));
print(measurements);
