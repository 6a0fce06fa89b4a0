import { expect, test } from "vitest";
import { addLine, watchFailure } from "@/lib/client/picture";
import { AppError } from "@/lib/shared/errors";
import { picture } from "./pictures";

const failed = { ok: false as const, error: { code: "im_busy", message: "IM is busy." } };

test("each line adds its part to what is known", () => {
  const one = addLine({ answers: [] }, { total: { ok: true, value: 12 } });
  const two = addLine(one, { groups: failed });
  expect(two).toEqual({ total: { ok: true, value: 12 }, groups: failed, answers: [] });
});

test("the whole picture has the last word about its parts", () => {
  const whole = picture({});
  const answers = [{ command: "openim/get_c2c_unread_msg_num", request: {}, answer: {}, ms: 4 }];
  const known = addLine(addLine({ answers: [], total: { ok: true, value: 12 } }, { answers }), { picture: whole });
  expect(known).toEqual({ picture: whole, total: whole.total, groups: whole.groups, conversations: whole.conversations, answers });
});

test("watching goes on while the total can be read, and stops with the reason when it cannot", () => {
  expect(watchFailure(undefined, null)).toBeNull();
  expect(watchFailure(picture({}), null)).toBeNull();
  expect(watchFailure({ ...picture({}), total: failed }, null)).toMatchObject({ message: "IM is busy." });
  expect(watchFailure(picture({}), new AppError("im_timeout", "No answer."))).toMatchObject({ message: "No answer." });
});
