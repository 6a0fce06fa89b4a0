import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UploadResult, type UploadQuery } from "@/lib/shared/jobs";
import { apiPath, pageHref } from "./paths";
import { upload } from "./upload";

interface UploadAsked extends UploadQuery {
  file: Blob;
  /** The media type of what `file` holds. */
  type: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Hands a file over and makes a job of it. Nothing is sent to IM by this. */
export function useUpload(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ file, type, signal, onProgress, ...asked }: UploadAsked) => upload(pageHref(apiPath("apps", app, "jobs"), { ...asked }), UploadResult, { body: file, type, signal, onProgress }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["jobs", "list"], refetchType: "none" }),
  });
}
