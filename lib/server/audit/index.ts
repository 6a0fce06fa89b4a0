export { audited, auditedBatch, requireWritable, type AuditedEnd } from "./audited";
export { appendEvents, findLastRow, verifyChain } from "./chain";
export { exportEntries } from "./export-entries";
export { findEntry } from "./find-entry";
export type { AuditIntent } from "./intent";
export { listEntries } from "./list-entries";
export { recordRefusal, recordRefusals } from "./record-refusal";
export { recordSignIn } from "./record-sign-in";
