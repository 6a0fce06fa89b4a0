import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between two programs, passes everything on, and keeps every byte of the answers and the address line of every request. */
export interface Recorder {
  port: number;
  /** Where requests are passed on to. */
  target: URL;
  /** Heads and bodies of all answers since the last `forget`, not compressed. */
  answers(): string;
  /** `GET /path?query` of all requests since the last `forget`. */
  requests(): readonly string[];
  /** Lets go of what is held, too. */
  forget(): void;
  /** From now on, answers to requests whose address line holds `part` wait here, whole, until they are released. */
  hold(part: string): Hold;
  close(): Promise<void>;
}

/** Answers that wait so that a test, and no clock, says what happens before them. */
export interface Hold {
  /** How many wait, or have waited, here: the other side has done what it was asked. */
  count(): number;
  /** How many of these nobody waits for any more. */
  left(): number;
  release(): void;
}

interface Gate extends Hold {
  part: string;
  pass(): Promise<void>;
  abandon(): void;
}

export async function startRecorder(): Promise<Recorder> {
  let chunks: Buffer[] = [];
  let requests: string[] = [];
  let gates: Gate[] = [];
  const server = createServer((incoming, response) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const { hostname, port } = recorder.target;
    // Compression would hide what is being said.
    const headers = { ...incoming.headers, "accept-encoding": "identity" };
    // A connection of its own for each request: one kept from before may have been closed in this very moment.
    const outgoing = httpRequest({ hostname, port, agent: false, method: incoming.method, path: incoming.url, headers }, async (answer) => {
      const gate = gates.find(({ part }) => incoming.url?.includes(part));
      if (gate) {
        response.on("close", () => response.headersSent || gate.abandon());
        await gate.pass();
        if (response.destroyed) return;
      }
      chunks.push(Buffer.from(`${head(answer)}\r\n\r\n`));
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    // Whichever side goes away, the other learns of it.
    outgoing.on("error", () => response.headersSent || response.destroy());
    response.on("close", () => outgoing.destroy());
    // Whole bodies are passed on: an answer that comes before the body has ended would not reach its sender.
    const body: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => body.push(chunk));
    incoming.on("end", () => outgoing.end(Buffer.concat(body)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const recorder: Recorder = {
    port: (server.address() as AddressInfo).port,
    target: new URL("http://127.0.0.1:9"),
    answers: () => Buffer.concat(chunks).toString("utf8"),
    requests: () => requests,
    forget() {
      chunks = [];
      requests = [];
      for (const gate of gates) gate.release();
    },
    hold(part) {
      const gate = createGate(part, () => {
        gates = gates.filter((one) => one !== gate);
      });
      gates.push(gate);
      return gate;
    },
    async close() {
      for (const gate of gates) gate.release();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return recorder;
}

function createGate(part: string, onOpen: () => void): Gate {
  let [waited, abandoned] = [0, 0];
  const opened = Promise.withResolvers<void>();
  return {
    part,
    count: () => waited,
    left: () => abandoned,
    release() {
      onOpen();
      opened.resolve();
    },
    pass() {
      waited += 1;
      return opened.promise;
    },
    abandon() {
      abandoned += 1;
    },
  };
}

function head({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`${statusCode} ${statusMessage}`];
  for (let index = 0; index < rawHeaders.length; index += 2) lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return lines.join("\r\n");
}
