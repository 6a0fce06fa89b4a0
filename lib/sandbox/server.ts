import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { defaultDelayMs } from "./faults";
import { answerCall, type Reply } from "./gateway";
import { answerControl, type ControlReply } from "./control";
import type { World } from "./world";

/** Larger bodies are read to their end and answered as if they held no JSON. */
const maxBodyBytes = 1_048_576;
const badGateway = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n";
const parseError = JSON.stringify({ ActionStatus: "FAIL", ErrorCode: 60002, ErrorInfo: "HTTP parse Error" });

/** The sandbox's HTTP server: `/sandbox/…` is control, everything else is the IM REST API. */
export function createSandboxServer(world: World): Server {
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 60_000, maxHeaderSize: 65_536 }, (request, response) => {
    readBody(request, (body) => {
      const url = request.url ?? "/";
      if (url === "/sandbox" || url.startsWith("/sandbox/") || url.startsWith("/sandbox?")) return sendControl(response, answerControl(world, request, body));
      send(response, answerCall(world.apps, { method: request.method ?? "", url, body }));
    });
  });
  server.on("clientError", (_error, socket: Socket) => {
    if (!socket.writable) return socket.destroy();
    const length = Buffer.byteLength(parseError);
    return socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${parseError}`);
  });
  return server;
}

function readBody(request: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  });
  request.on("end", () => done(size > maxBodyBytes ? undefined : (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString("utf8")));
  request.on("error", () => request.destroy());
}

function sendControl(response: ServerResponse, { status, body }: ControlReply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), "Cache-Control": "no-store" });
  response.end(text);
}

function send(response: ServerResponse, reply: Reply): void {
  const wait = reply.delayMs + (reply.fault?.kind === "delay" ? (reply.fault.ms ?? defaultDelayMs) : 0);
  if (wait === 0) return write(response, reply);
  const timer = setTimeout(() => write(response, reply), wait);
  response.on("close", () => clearTimeout(timer));
}

function write(response: ServerResponse, { text, fault }: Reply): void {
  if (fault?.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind === "http502") {
    response.writeHead(502, { "Content-Type": "text/html", "Content-Length": badGateway.length });
    response.end(badGateway);
    return;
  }
  const sent = fault?.kind === "truncated" ? text.slice(0, Math.floor(text.length / 2)) : text;
  response.writeHead(200, { Server: "nginx", "Content-Type": "application/json", "Content-Length": Buffer.byteLength(sent) });
  response.end(sent);
}
