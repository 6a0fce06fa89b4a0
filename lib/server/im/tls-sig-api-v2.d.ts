/** Tencent's own signing library ships no types; these are the parts in use. It checks none of its arguments: see `user-sig.ts`. */
declare module "tls-sig-api-v2" {
  export class Api {
    constructor(sdkAppId: number, secretKey: string);
    /** A UserSig that is valid from now on for `expireSeconds`. */
    genUserSig(userId: string, expireSeconds: number): string;
  }
}
