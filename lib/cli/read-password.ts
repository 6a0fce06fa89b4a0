import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** Thrown when nobody can be asked, or the person at the keyboard gave up. */
export class NoPasswordError extends Error {
  override name = "NoPasswordError";
}

/** A new password: typed twice and not shown at a terminal, else all of standard input without the line end after it. */
export async function readPassword(name: string): Promise<string> {
  return process.stdin.isTTY ? askTwice(name) : readAll();
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  const password = Buffer.concat(chunks).toString("utf8").replace(/\r?\n$/, "");
  if (password === "") throw new NoPasswordError("There is no password on standard input.");
  return password;
}

async function askTwice(name: string): Promise<string> {
  // Made before anything is asked: from here on the terminal shows nothing of what is typed.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const lines = terminal[Symbol.asyncIterator]();
  terminal.once("SIGINT", () => terminal.close());
  try {
    const password = await ask(`New password for ${name}: `, lines);
    if ((await ask("The same again: ", lines)) !== password) throw new NoPasswordError("The two passwords are not the same.");
    return password;
  } finally {
    terminal.close();
  }
}

async function ask(question: string, lines: AsyncIterator<string>): Promise<string> {
  process.stderr.write(question);
  const line = await lines.next();
  process.stderr.write("\n");
  if (line.done) throw new NoPasswordError("Nothing was changed.");
  return line.value;
}
