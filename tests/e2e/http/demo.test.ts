import { spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { root } from "../../support/command";
import { freePort, withDataDir } from "../../support/console";
import { HttpClient } from "../../support/http-client";
import { expect, test } from "../fixtures";

const Total = z.object({ total: z.number() });

test("the demo starts with one command, keeps away from a real console's settings, and shows its sample data", async () => {
  test.setTimeout(120_000);
  await withDataDir(async (dataDir) => {
    const [port, sandboxPort] = [await freePort(), await freePort()];
    const child = spawn("node", ["--import", "tsx", "lib/cli/demo.ts"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        DATA_DIR: dataDir,
        DEMO_PASSWORD: "a demo password",
        // As somebody who runs the real thing may have them exported.
        DATABASE_URL: "postgres://console:secret@127.0.0.1:9/production",
        NEXTAUTH_URL: "https://unread.example.com",
        IM_APPS_FILE: "/etc/unread/apps.json",
        READ_ONLY: "false",
      },
    });
    const ended = once(child, "exit");
    try {
      let output = "";
      for await (const chunk of child.stdout) {
        output += String(chunk);
        if (output.includes("Unread Console ready at")) break;
      }
      expect(output).toContain(`IM sandbox ready at http://127.0.0.1:${sandboxPort}`);
      expect(output).toContain(`Unread Console ready at http://localhost:${port}`);
      const client = new HttpClient(`http://localhost:${port}`);
      expect((await client.signIn("viewer", "a demo password")).status).toBe(200);
      const answer = await client.get("/api/apps/1400000001/accounts/dramon1/unread");
      expect(Total.parse(answer.json()).total).toBe(24);
    } finally {
      child.kill("SIGTERM");
      await ended;
    }
  });
});

test("a port that is none stops the demo with a sentence", async () => {
  const child = spawn("node", ["--import", "tsx", "lib/cli/demo.ts"], { cwd: root, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, PORT: "abc" } });
  let problems = "";
  child.stderr.on("data", (chunk) => (problems += String(chunk)));
  const [code] = await once(child, "exit");
  expect({ code, problems }).toEqual({ code: 1, problems: "PORT must be a number from 0 to 65535.\n" });
});
