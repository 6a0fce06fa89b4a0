/** How the console names what a message holds; `other` is what IM has and we have no word for. */
export const messageKinds = ["text", "face", "location", "custom", "sound", "image", "file", "video", "other"] as const;
export type MessageKind = (typeof messageKinds)[number];

const byElement = new Map<string, MessageKind>([
  ["TIMTextElem", "text"],
  ["TIMFaceElem", "face"],
  ["TIMLocationElem", "location"],
  ["TIMCustomElem", "custom"],
  ["TIMSoundElem", "sound"],
  ["TIMImageElem", "image"],
  ["TIMFileElem", "file"],
  ["TIMVideoFileElem", "video"],
]);

/** The kinds of a message's elements, each once, in the order they stand in it. (contract 9.6) */
export function kindsOf(elements: readonly string[]): MessageKind[] {
  return [...new Set(elements.map((element) => byElement.get(element) ?? "other"))];
}
