import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/command";
import { secretKey } from "../../support/console";
import { findLeaks } from "../../support/leaks";
import { expect, test } from "../fixtures";

const folder = join(root, ".next", "static");

/**
 * Names that exist only on the server: variables, libraries, and the words of the IM wire format; but for those that are also columns of
 * job files (`Report_Account`, `MsgReadTime` and such), which people have to know.
 */
const serverOnly = ["IM_SECRET_KEY", "NEXTAUTH_SECRET", "DATABASE_URL", "tls-sig-api", "TLS.identifier", "pglite", "drizzle", "argon2", "pg-boss", "yauzl", "GroupIdList", "AllC2CUnreadMsgNum", "SelfInfoFilter", "Member_List_Account", "/v4/", "contenttype=json"];

test("the build for the browser holds no secret, no signature and nothing of the server", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(js|css|json|html|txt|map)$/.test(name));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    expect.soft(findLeaks(text, { texts: [secretKey], userSigs: [] }), file).toEqual([]);
    for (const word of serverOnly) expect.soft(text.includes(word), `“${word}” in ${file}`).toBe(false);
  }
});

test("the build for the browser comes without source maps", () => {
  const maps = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".map"));
  expect(maps).toEqual([]);
  expect(existsSync(join(root, "public", ".env"))).toBe(false);
});
