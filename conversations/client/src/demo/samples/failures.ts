import { added, answer, user } from "../../items/samples/base";
import type { Sample } from "../sample";

const question = user("What is the largest organ of the body?");
const group = "Errors";

function refused(status: number, title: string): Sample {
  const name = `error-${status || "connection"}`;
  return { group, name, title, items: [question], refused: { "threads.create": status } };
}

export const failureSamples: readonly Sample[] = [
  refused(0, "The server can't be reached"),
  refused(401, "Signed out meanwhile"),
  refused(403, "Not allowed"),
  refused(413, "The message is too long"),
  refused(500, "The server has a problem"),
  {
    group,
    name: "error-missing-thread",
    title: "The chat does not exist",
    items: [answer("Hello.")],
    refused: { "items.list": 404, "threads.get_by_id": 404 },
  },
  {
    group,
    name: "error-in-answer",
    title: "An answer that broke off",
    items: [question],
    events: [
      added(answer("The skin: about two square")),
      {
        type: "error",
        code: "custom",
        message: "The tutor is not available today.",
        allow_retry: true,
      },
    ],
    ends: true,
  },
  {
    group,
    name: "error-final",
    title: "An error that can't be tried again",
    items: [question],
    events: [
      { type: "error", code: "custom", message: "You have used all your messages of today." },
    ],
    ends: true,
  },
];
