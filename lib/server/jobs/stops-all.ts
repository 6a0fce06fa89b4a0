import "server-only";
import { AppError } from "@/lib/shared/errors";
import { wasNeverSent } from "../im/errors";

/**
 * Whether `error` says nothing about the row it met: calls are paused, nobody can be asked for the pace, a call cannot be signed, the
 * job is being stopped, or our own code is wrong. Such a row stays to be done.
 */
export function stopsAll(error: unknown): boolean {
  return !(error instanceof AppError) || wasNeverSent(error);
}
