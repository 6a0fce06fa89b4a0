export { audited, auditedBatch, recordRefusal, requireWritable, type AuditedEnd, type AuditIntent } from "./audited";
export { appendEvents, findLastRow, verifyChain } from "./chain";
export { listEntries } from "./list-entries";
export { recordSignIn } from "./record-sign-in";
