import { parseArgs } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { openDatabase, type Db } from "@/lib/server/db/client";
import { addUser, listUsers, setDisabled, setPassword, setRole } from "@/lib/server/users";
import { AppError } from "@/lib/shared/errors";
import { Role, roles } from "@/lib/shared/roles";
import { NoPasswordError, readPassword } from "./read-password";

const usage = `Usage: npm run user -- COMMAND

  add NAME --role ROLE   add somebody who may sign in
  list                   everybody, with role and last sign-in
  disable NAME           stop somebody from signing in; ends their sessions
  enable NAME            let them sign in again
  password NAME          give somebody another password; ends their sessions
  role NAME ROLE         give somebody another role; ends their sessions

ROLE is one of ${roles.join(", ")}. A password is asked for, or read from standard input.
Set DATABASE_URL or DATA_DIR as for the console itself.`;

class UsageError extends Error {
  override name = "UsageError";
}

type Command = (db: Db) => Promise<string>;

/** How many words follow each command. */
const takes = { add: 1, list: 0, disable: 1, enable: 1, password: 1, role: 2 };

function readCommand(args: string[]): Command {
  const { values, positionals } = parse(args);
  const [command, name = "", role] = positionals;
  if (command === undefined) throw new UsageError("What should be done?");
  if (!isCommand(command)) throw new UsageError(`“${command}” is no command of this program.`);
  const surplus = positionals[takes[command] + 1];
  if (surplus !== undefined) throw new UsageError(`“${surplus}” is too much.`);
  if (takes[command] > 0 && name === "") throw new UsageError("Whose account? The name is missing.");
  if (values.role !== undefined && command !== "add") throw new UsageError("--role goes with “add” only.");

  switch (command) {
    case "list":
      return list;
    case "add": {
      const given = readRole(values.role);
      return async (db) => {
        const user = await addUser({ db }, { name, role: given, password: await readPassword(name) });
        return `Added ${user.name}, ${user.role}.`;
      };
    }
    case "role": {
      const given = readRole(role);
      return async (db) => {
        const user = await setRole({ db }, { name, role: given });
        return `${user.name} is ${user.role} now.`;
      };
    }
    case "password":
      return async (db) => {
        const user = await setPassword({ db }, { name, password: await readPassword(name) });
        return `${user.name} has a new password.${user.disabled ? " The account is still disabled." : ""}`;
      };
    default:
      return async (db) => {
        const user = await setDisabled({ db }, { name, disabled: command === "disable" });
        return user.disabled ? `${user.name} can no longer sign in.` : `${user.name} may sign in.`;
      };
  }
}

function isCommand(word: string): word is keyof typeof takes {
  return Object.hasOwn(takes, word);
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { role: { type: "string" } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readRole(text: string | undefined): Role {
  const parsed = Role.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(text === undefined ? "The role is missing." : `“${text}” is no role; use one of ${roles.join(", ")}.`);
}

async function list(db: Db): Promise<string> {
  const users = await listUsers({ db });
  if (users.length === 0) return "There are no users yet. Add the first one: npm run user -- add NAME --role admin";
  const rows = users.map(({ name, role, disabled, lastSignInAt }) => [name, role, disabled ? "disabled" : "enabled", lastSignInAt ? `last sign-in ${lastSignInAt.toISOString()}` : "never signed in"]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/** Runs one command and returns the exit code: 0, 1 when it could not be done, 2 when it could not be understood. */
async function main(args: string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    return 0;
  }
  try {
    const command = readCommand(args);
    // An empty variable means “not set”, as in env.ts; the rest of the settings does not matter here.
    const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir: process.env.DATA_DIR || "./data" });
    try {
      console.log(await command(database.db));
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : describe(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function describe(error: unknown): string {
  if (error instanceof AppError || error instanceof NoPasswordError) return error.message;
  // A refused connection to several addresses comes as one error per address and no message of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  // Drizzle's own message repeats the query with its values, hashes among them.
  const problem = first instanceof DrizzleQueryError ? first.cause : first;
  return `The database could not be used: ${problem instanceof Error ? problem.message : String(problem)}`;
}

process.exitCode = await main(process.argv.slice(2));
