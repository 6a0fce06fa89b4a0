/** Runs once before the first request: settings and database are checked now, not when somebody clicks. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startRuntime } = await import("./lib/server/start-runtime");
  await startRuntime();
}
