import dynamic from "next/dynamic";

// Acts, and what is looked at now and then, come when they are asked for: the page itself has to show its numbers first.

export const CopySummary = dynamic(() => import("./copy-summary").then((module) => module.CopySummary));
export const FindMissing = dynamic(() => import("./find-missing").then((module) => module.FindMissing));
export const HistoryPanel = dynamic(() => import("../history/history-panel").then((module) => module.HistoryPanel));
export const MarkReadDialog = dynamic(() => import("./mark-read-dialog").then((module) => module.MarkReadDialog));
export const MarksCheck = dynamic(() => import("./marks-check").then((module) => module.MarksCheck));
export const OtherPeers = dynamic(() => import("./other-peers").then((module) => module.OtherPeers));
export const RawAnswers = dynamic(() => import("./raw-answers").then((module) => module.RawAnswers));
export const SetUnreadInline = dynamic(() => import("./set-unread-form").then((module) => module.SetUnreadInline));
export const TimelinePanel = dynamic(() => import("./timeline-panel").then((module) => module.TimelinePanel));
