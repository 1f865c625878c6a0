import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Messages } from "../../../../i18n";
import { isAbort } from "../../../../protocol/client";
import { describe } from "../../../../state/failures";
import { type Chat, useChat } from "../../../context";
import { IconButton } from "../../../icon-button";
import { type Area, insertWords } from "../../edit";
import { Recorder } from "./recorder";
import { transcribe } from "./transcribe";

/** Nobody dictates longer in one go, and what is recorded has to be sent. */
const LONGEST_SECONDS = 300;

type Phase = "starting" | "recording" | "transcribing";

/** Records, shows that it does, and writes what was said into the text. */
export function RecordingBar(props: { area: Area; onEnd: () => void }): JSX.Element {
  const { area, onEnd } = props;
  const chat = useChat();
  const { text } = chat;
  const { phase, recorder, finish } = useRecording(chat, area, onEnd);
  const finishButton = useRef<HTMLButtonElement>(null);
  useEffect(() => finishButton.current?.focus(), [phase === "recording"]);
  return (
    <fieldset
      class="recording"
      aria-label={text.dictate}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onEnd();
      }}
    >
      <IconButton icon="close" label={text.recordingCancel} onClick={onEnd} />
      {phase === "transcribing" ? (
        <span class="transcribing" role="status">
          {text.transcribing}
        </span>
      ) : (
        <Meter recorder={recorder} onLimit={finish} />
      )}
      <IconButton
        icon="check"
        label={text.recordingDone}
        disabled={phase !== "recording"}
        onClick={finish}
        buttonRef={finishButton}
      />
    </fieldset>
  );
}

function useRecording(chat: Chat, area: Area, onEnd: () => void) {
  const [phase, setPhase] = useState<Phase>("starting");
  const recorder = useRef<Recorder | null>(null);
  const stop = useRef(new AbortController()).current;
  useEffect(() => {
    const begin = async () => {
      const started = await Recorder.start();
      if (stop.signal.aborted) return started.cancel();
      recorder.current = started;
      setPhase("recording");
      chat.announcer.say(chat.text.recording);
    };
    begin().catch((error) => fail(error, chat, onEnd));
    return () => {
      stop.abort();
      recorder.current?.cancel();
    };
  }, []);
  const finish = async () => {
    if (!recorder.current) return;
    setPhase("transcribing");
    try {
      const audio = await recorder.current.finish();
      recorder.current = null;
      const words = await transcribe(chat.composer.desk.client, audio, stop.signal);
      onEnd();
      write(words, area, chat);
    } catch (error) {
      fail(error, chat, onEnd);
    }
  };
  return { phase, recorder, finish: () => void finish() };
}

function write(words: string, area: Area, { composer, announcer, text }: Chat): void {
  if (words) {
    if (area.current) insertWords(area.current, words);
    announcer.say(text.transcribed);
  } else {
    composer.desk.complain(text.nothingHeard);
  }
}

function fail(thrown: unknown, { composer, text }: Chat, onEnd: () => void): void {
  if (isAbort(thrown)) return;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  onEnd();
  composer.desk.complain(sentence(error, text));
  composer.desk.host.emit("chatkit.error", { error });
}

function sentence(error: Error, text: Messages): string {
  if (error.name === "NotAllowedError" || error.name === "SecurityError")
    return text.microphoneDenied;
  if (error.name === "NotFoundError") return text.microphoneMissing;
  return error instanceof DOMException ? text.microphoneFailed : describe(error, text).message;
}

/** The time and the loudness: that something is heard. */
function Meter(props: {
  recorder: { current: Recorder | null };
  onLimit: () => void;
}): JSX.Element {
  const { text } = useChat();
  const time = useRef<HTMLSpanElement>(null);
  const level = useRef<HTMLElement>(null);
  useEffect(() => {
    let frame = requestAnimationFrame(function draw() {
      const recorder = props.recorder.current;
      if (recorder && recorder.seconds > LONGEST_SECONDS) return props.onLimit();
      if (time.current) time.current.textContent = clock(recorder?.seconds ?? 0);
      if (level.current) level.current.style.scale = `${recorder?.level ?? 0} 1`;
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <>
      <span class="recording-dot" aria-hidden="true" />
      <span class="visually-hidden">{text.recording}</span>
      <span class="recording-time" role="timer" ref={time}>
        0:00
      </span>
      <span class="recording-level" aria-hidden="true">
        <i ref={level} />
      </span>
    </>
  );
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
