import type { ChatKitOptions } from "@openai/chatkit";

/** Every known option; `null` where anything may follow. The compiler keeps it complete. */
type Known<T> = { [K in keyof Required<T>]: object | null };

export const KNOWN_OPTIONS: Known<ChatKitOptions> = {
  api: { url: null, fetch: null, domainKey: null, uploadStrategy: null, getClientSecret: null },
  locale: null,
  theme: {
    colorScheme: null,
    typography: { baseSize: null, fontSources: null, fontFamily: null, fontFamilyMono: null },
    radius: null,
    density: null,
    color: {
      grayscale: { hue: null, tint: null, shade: null },
      accent: { primary: null, level: null },
      surface: { background: null, foreground: null },
    },
  },
  frameTitle: null,
  initialThread: null,
  onClientTool: null,
  header: {
    enabled: null,
    title: { enabled: null, text: null },
    leftAction: { icon: null, onClick: null },
    rightAction: { icon: null, onClick: null },
  },
  history: { enabled: null, showDelete: null, showRename: null },
  startScreen: { greeting: null, prompts: null },
  threadItemActions: { feedback: null, retry: null },
  composer: {
    placeholder: null,
    attachments: { enabled: null, maxSize: null, maxCount: null, accept: null },
    tools: null,
    models: null,
    dictation: { enabled: null },
  },
  disclaimer: { text: null, highContrast: null },
  entities: { onTagSearch: null, showComposerMenu: null, onClick: null, onRequestPreview: null },
  commands: { enabled: null, onSearch: null, onSelect: null },
  widgets: { onAction: null },
  thread: { autoScroll: null },
};

/** The dotted names of what `options` holds that no version known here has. */
export function unknownOptions(
  options: object,
  known: object = KNOWN_OPTIONS,
  path = "",
): string[] {
  return Object.entries(options).flatMap(([key, value]) => {
    const name = path + key;
    if (!Object.hasOwn(known, key)) return [name];
    const below = (known as Record<string, object | null>)[key];
    return below && isPlainObject(value) ? unknownOptions(value, below, `${name}.`) : [];
  });
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
