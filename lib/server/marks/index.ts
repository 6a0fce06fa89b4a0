export { readMarks } from "./read-marks";
