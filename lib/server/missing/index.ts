export { findMissing } from "./find-missing";
