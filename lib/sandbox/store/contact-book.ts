/** One account's pins, marks and conversation groups. Keys are `conversationKey`s. */
export type ContactMark = { standard: Set<number>; custom: string; at: number };
export type ContactBook = { pins: Set<string>; marks: Map<string, ContactMark>; groups: Map<number, { name: string; members: Set<string> }>; nextGroupId: number };

export function createContactBook(): ContactBook {
  return { pins: new Set(), marks: new Map(), groups: new Map(), nextGroupId: 1 };
}

/** `1:` and the peer, or `2:` and the group. */
export function conversationKey(type: 1 | 2, id: string): string {
  return `${type}:${id}`;
}
