/** One IM application as the sandbox knows it. Several admins may be separated by `|`. */
export type AppConfig = { sdkAppId: number; admins: readonly string[]; key: string };

/** The contract's test vector (3.4): everything is signed and answered for this app unless others are configured. */
export const defaultApp: AppConfig = {
  sdkAppId: 1_400_000_001,
  admins: ["administrator"],
  key: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
};

/** Reads `id:admin:key,…` (SANDBOX_APPS), or throws an Error naming the entry that is wrong. */
export function parseApps(text: string): AppConfig[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [id, admins, key, ...rest] = entry.split(":");
      const sdkAppId = Number(id);
      if (!id || !/^\d{1,10}$/.test(id) || !admins || !key || rest.length > 0) {
        throw new Error(`SANDBOX_APPS: "${id ?? ""}:…" must be id:admin:key`);
      }
      return { sdkAppId, admins: admins.split("|"), key };
    });
}
