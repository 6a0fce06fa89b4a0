export { readTimeline } from "./read-timeline";
