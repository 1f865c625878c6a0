// The time that is left of an attempt, in the bar above the chat.
const SAID_AT = [600, 300, 60, 20];

export class Countdown {
  #place;
  #voice;
  #whenOver;
  #timer;

  constructor(place, voice, whenOver) {
    this.#place = place;
    this.#voice = voice;
    this.#whenOver = whenOver;
  }

  // `deadline`: an ISO time, or nothing where no time runs.
  show(attempt, deadline) {
    clearInterval(this.#timer);
    this.#place.hidden = !deadline;
    if (!deadline) return;
    const end = Date.parse(deadline);
    const tick = () => this.#tick(attempt, Math.ceil((end - Date.now()) / 1000));
    this.#timer = setInterval(tick, 1000);
    tick();
  }

  #tick(attempt, seconds) {
    if (seconds > 0) {
      this.#place.textContent = `${inWords(seconds)} left`;
      this.#place.classList.toggle("bad", seconds <= 60);
      if (SAID_AT.includes(seconds)) this.#voice.textContent = `${inWords(seconds)} left.`;
      return;
    }
    clearInterval(this.#timer);
    this.#place.textContent = "Time is over";
    this.#voice.textContent = "The time is over. Your answers until now were kept.";
    this.#whenOver(attempt);
  }
}

function inWords(seconds) {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
