import type { Picture } from "@/lib/shared/picture";

/** What findings are drawn from: a picture before any was. */
export type Facts = Omit<Picture, "findings">;
