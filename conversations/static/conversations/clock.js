import { Countdown } from "./countdown.js";

// The server tells until when an attempt runs; when the time is over, it is asked for the result.
export function followClock(chat) {
  const clock = new Countdown(
    document.querySelector("#time-left"),
    document.querySelector("#time-said"),
    // Where this can't be sent, the next thing the learner does brings the result.
    (attempt) => chat.sendCustomAction({ type: "mcq.finish", payload: { attempt } }).catch(() => {}),
  );
  clock.show(chat.dataset.attempt, chat.dataset.deadline);
  chat.addEventListener("chatkit.effect", ({ detail }) => {
    if (detail.name === "deadline") clock.show(detail.data.attempt, detail.data.deadline);
  });
}
