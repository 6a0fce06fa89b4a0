import { buildWhenNeeded } from "../../lib/cli/build";

await buildWhenNeeded();
