import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["@electric-sql/pglite", "pg", "@node-rs/argon2", "pino", "undici", "tls-sig-api-v2"],
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks"] },
};

export default withNextIntl(config);
