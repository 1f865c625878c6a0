import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Scroller } from "../text/scroller";
import type { Sample } from "./sample";
import { CHOICES, hashOf, readSettings, type Settings } from "./settings";
import { Stage, type Told } from "./stage";

const LOG_LENGTH = 30;

/** The demo page below its heading: all samples, the chosen one, and what it is made of. */
export function DemoPage({ samples }: { samples: readonly Sample[] }): JSX.Element {
  const [settings, set] = useSettings();
  const sample = samples.find(({ name }) => name === settings.sample) ?? samples[0];
  const [log, setLog] = useState<readonly Told[]>([]);
  const tell = (told: Told) => setLog((before) => [told, ...before].slice(0, LOG_LENGTH));
  useEffect(() => setLog([]), [sample]);
  if (!sample) return <p>There are no samples.</p>;
  return (
    <div class="demo">
      <Contents samples={samples} current={sample} settings={settings} />
      <div class="demo-middle">
        <Choosers settings={settings} set={set} />
        <Shown sample={sample} settings={settings} tell={tell} />
      </div>
      <Source sample={sample} log={log} />
    </div>
  );
}

function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(() => readSettings(location.hash));
  useEffect(() => {
    const read = () => setSettings(readSettings(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  const set = (change: Partial<Settings>) => {
    history.replaceState(null, "", hashOf({ ...settings, ...change }));
    setSettings({ ...settings, ...change });
  };
  return [settings, set];
}

function Contents(props: {
  samples: readonly Sample[];
  current: Sample;
  settings: Settings;
}): JSX.Element {
  const { samples, current, settings } = props;
  const groups = [...new Set(samples.map(({ group }) => group))];
  return (
    <nav class="demo-contents" aria-label="Samples">
      {groups.map((group) => (
        <details key={group} open>
          <summary>{group}</summary>
          <ul>
            {samples
              .filter((sample) => sample.group === group)
              .map(({ name, title }) => (
                <li key={name}>
                  <a
                    href={hashOf({ ...settings, sample: name })}
                    aria-current={name === current.name ? "true" : undefined}
                    data-sample={name}
                  >
                    {title}
                  </a>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

function Choosers(props: {
  settings: Settings;
  set: (change: Partial<Settings>) => void;
}): JSX.Element {
  return (
    <form class="demo-choosers" aria-label="Look">
      {Object.entries(CHOICES).map(([name, { label, values }]) => (
        <label key={name}>
          {label}
          <select
            value={props.settings[name as keyof Settings]}
            onChange={(event) => props.set({ [name]: event.currentTarget.value })}
          >
            {values.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
    </form>
  );
}

function Shown(props: {
  sample: Sample;
  settings: Settings;
  tell: (told: Told) => void;
}): JSX.Element {
  const { sample, settings, tell } = props;
  const place = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (!place.current) return;
    stage.current ??= new Stage(place.current, tell);
    setShown("");
    void stage.current.play(sample, settings).then(() => setShown(sample.name));
  }, [sample]);
  useEffect(() => stage.current?.set(sample, settings), [settings]);
  return (
    <section aria-labelledby="sample-title">
      <h2 id="sample-title">{sample.title}</h2>
      <div class="demo-stage" ref={place} data-shown={shown} />
    </section>
  );
}

function Source({ sample, log }: { sample: Sample; log: readonly Told[] }): JSX.Element {
  const { source, items, events, thread, options, threads } = sample;
  const parts = source ? { widget: source } : { options, thread, items, events, threads };
  return (
    <div class="demo-source">
      <h2>JSON</h2>
      {Object.entries(parts).map(
        ([name, value]) =>
          value && (
            <details key={`${sample.name} ${name}`} open>
              <summary>{name}</summary>
              <Scroller label={`JSON of the ${name}`}>
                <pre>{asJson(value)}</pre>
              </Scroller>
            </details>
          ),
      )}
      <h2>Requests and events</h2>
      <ol class="demo-log" aria-label="Newest first">
        {log.map(({ name, detail }, at) => (
          <li key={log.length - at}>
            <code>{name}</code> <span>{asLine(detail)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function asJson(value: unknown): string {
  return JSON.stringify(value, withFunctions, 2);
}

function asLine(value: unknown): string {
  return value instanceof Error ? value.message : (JSON.stringify(value, errorsToo) ?? "");
}

function withFunctions(_key: string, value: unknown): unknown {
  return typeof value === "function" ? "(a function)" : value;
}

function errorsToo(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
