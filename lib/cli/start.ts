import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { setFlagsFromString } from "node:v8";
import { clientAddress } from "./client-address.ts";
import { securityHeaders } from "./security-headers.ts";

// Run by plain Node: the one process serves pages and API. Settings are checked by instrumentation.ts, before the first request.
const dev = process.argv.includes("--dev");
// React and Next choose their build when they are loaded, so this stands before they are.
Object.assign(process.env, { NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" });
// Garbage goes when there is half as much of it as of what is in use: a busy job would else let it grow to several times that first.
setFlagsFromString("--heap-growing-percent=50");
const { default: next } = await import("next");

const port = Number(process.env.PORT || 3000);
const hostname = process.env.HOSTNAME || "0.0.0.0";
const trustedProxies = Number(process.env.TRUST_PROXY || 0);

const key = Symbol.for("unread-console.runtime");

const app = next({ dev, hostname, port, quiet: true });
const handle = app.getRequestHandler();
await app.prepare();
await runtimeMade();

const headers = Object.entries(securityHeaders(process.env.NEXTAUTH_URL));

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Waits until instrumentation.ts has checked the settings and opened the database; where that fails it ends the process. */
async function runtimeMade(): Promise<void> {
  const shared = globalThis as { [key: symbol]: Promise<unknown> | undefined };
  while (!shared[key]) await new Promise((resolve) => setTimeout(resolve, 10));
  await shared[key].catch(() => new Promise(() => {}));
}

/** The status for what Next would answer with 500 and a stack trace in the log. */
function refuse({ method = "", url = "" }: IncomingMessage): 400 | 405 | undefined {
  if (!methods.has(method)) return 405;
  if (!url.startsWith("/")) return 400;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return undefined;
  } catch {
    return 400;
  }
}

const isUpload = ({ method, url = "" }: IncomingMessage) => method === "POST" && /^\/api\/apps\/[^/]+\/jobs(?:\?|$)/.test(url);

/** A request has arrived whole within a minute; the file of a job may take longer, as long as more of it keeps coming, or waits for us to read it. */
function limitTime(request: IncomingMessage): void {
  if (request.complete) return;
  let arrived = request.socket.bytesRead;
  // By the connection's own count: whoever listens to the body's data takes it away from the route that reads it.
  const timer = setInterval(() => {
    const more = request.socket.bytesRead > arrived;
    arrived = request.socket.bytesRead;
    const goesOn = more || request.readableLength > 0;
    if (!request.complete && !(isUpload(request) && goesOn)) request.destroy();
  }, 60_000);
  request.once("close", () => clearInterval(timer));
}

const server = createServer((request, response) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  const refusal = refuse(request);
  if (refusal) {
    const error = { code: "invalid_input", message: "The request's method or address cannot be understood.", requestId: randomUUID() };
    response.writeHead(refusal, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify({ error }));
    return;
  }
  // Whatever the sender claims, this header says whom we are really talking to.
  request.headers["x-client-address"] = clientAddress(request, trustedProxies);
  limitTime(request);
  void handle(request, response);
});
// Node's own limit would also end the upload of a large file; `limitTime` tells them apart.
server.requestTimeout = 0;
server.headersTimeout = 15_000;
server.on("error", (error: NodeJS.ErrnoException) => {
  process.stderr.write(error.code === "EADDRINUSE" ? `Port ${port} is in use. Stop what listens there, or set PORT.\n` : `${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname, () => {
  const address = server.address();
  const real = typeof address === "object" && address ? address.port : port;
  process.stdout.write(`Unread Console ready at ${process.env.NEXTAUTH_URL || `http://localhost:${real}`}\n`);
});

async function stop() {
  setTimeout(() => process.exit(0), 9_500).unref();
  // Answers under way are finished; idle keep-alive connections are not waited for.
  const answered = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const { [key]: made } = globalThis as { [key: symbol]: Promise<{ quiet(): Promise<void>; close(): Promise<void> }> | undefined };
  const runtime = await made;
  await Promise.all([answered, runtime?.quiet()]);
  await runtime?.close();
  process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
