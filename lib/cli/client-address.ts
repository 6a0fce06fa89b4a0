import type { IncomingMessage } from "node:http";

/** Who sent `request`: the connection's other end, or, behind `trustedProxies` proxies of ours, what the outermost of them saw. */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? "unknown";
  if (trustedProxies === 0) return direct;
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map((part) => part.trim()).filter(Boolean);
  return forwarded.at(-trustedProxies) ?? direct;
}
