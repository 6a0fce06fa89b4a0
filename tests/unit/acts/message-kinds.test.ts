import { expect, test } from "vitest";
import { kindsOf } from "@/components/accounts/message-kinds";

test("names every kind of element once, and what it does not know as other", () => {
  expect(kindsOf(["TIMTextElem", "TIMImageElem", "TIMTextElem"])).toEqual(["text", "image"]);
  expect(kindsOf(["TIMSoundElem", "TIMFileElem", "TIMVideoFileElem", "TIMCustomElem", "TIMFaceElem", "TIMLocationElem"])).toEqual(["sound", "file", "video", "custom", "face", "location"]);
  expect(kindsOf(["TIMRelayElem", "<b>x</b>", "constructor"])).toEqual(["other"]);
  expect(kindsOf([])).toEqual([]);
});
