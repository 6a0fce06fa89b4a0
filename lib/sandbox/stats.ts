import { CommandPace } from "./rate-limit";

export type CommandStats = { calls: number; errors: Record<string, number>; peakPerSecond: number; overLimit: number };
export type Stats = { commands: Record<string, CommandStats>; webhooks: Record<string, number> };
export type SeenRequest = { command: string; body: string; code: number };

export type CommandLog = { name: string; calls: number; errors: Map<number, number>; pace: CommandPace };

const remembered = 500;

/** What happened to one app since the last reset: calls, answers, pace, webhooks that would have fired, and the last 500 requests. */
export class Recorder {
  readonly #commands = new Map<string, CommandLog>();
  readonly #webhooks = new Map<string, number>();
  readonly #requests: SeenRequest[] = [];
  #next = 0;

  /** `name` as in `openim/sendmsg`; the gateway lumps unknown commands under one name, so this stays small. */
  command(name: string): CommandLog {
    let log = this.#commands.get(name);
    if (!log) {
      log = { name, calls: 0, errors: new Map(), pace: new CommandPace() };
      this.#commands.set(name, log);
    }
    return log;
  }

  finish(log: CommandLog, body: string, code: number): void {
    log.calls += 1;
    if (code !== 0) log.errors.set(code, (log.errors.get(code) ?? 0) + 1);
    this.#requests[this.#next] = { command: log.name, body, code };
    this.#next = (this.#next + 1) % remembered;
  }

  /** Nothing is sent anywhere: the sandbox only counts the webhooks of contract section 12 that would have fired. */
  webhook(name: string): void {
    this.#webhooks.set(name, (this.#webhooks.get(name) ?? 0) + 1);
  }

  /** Calls of `command`, whatever their outcome; the service name may be left out. */
  calls(command: string): number {
    let sum = 0;
    for (const log of this.#commands.values()) if (isCommand(log.name, command)) sum += log.calls;
    return sum;
  }

  /** The remembered requests, oldest first, of one command or of all. */
  requests(command?: string): SeenRequest[] {
    const inOrder = [...this.#requests.slice(this.#next), ...this.#requests.slice(0, this.#next)];
    return command === undefined ? inOrder : inOrder.filter((request) => isCommand(request.command, command));
  }

  stats(): Stats {
    const commands: Record<string, CommandStats> = {};
    for (const log of this.#commands.values()) {
      const { peakPerSecond, overLimit } = log.pace;
      commands[log.name] = { calls: log.calls, errors: Object.fromEntries(log.errors), peakPerSecond, overLimit };
    }
    return { commands, webhooks: Object.fromEntries(this.#webhooks) };
  }
}

/** Whether `name` (`service/command`) is what `asked` means, with or without the service. */
export function isCommand(name: string, asked: string): boolean {
  return name === asked || (!asked.includes("/") && name.endsWith(`/${asked}`));
}
