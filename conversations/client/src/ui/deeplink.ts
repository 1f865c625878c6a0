export interface Deeplink {
  name: string;
  data: Record<string, unknown>;
}

/**
 * What `chatkit-link://NAME?key=value` says: its name (with a path, if it has one) and its query, in
 * which a key that comes again is a list. Null for any other address.
 */
export function parseDeeplink(address: string): Deeplink | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "chatkit-link:") return null;
  const name = decoded(url.host + url.pathname).replace(/^\/+|\/+$/g, "");
  const keys = [...new Set(url.searchParams.keys())];
  const data = keys.map((key) => {
    const values = url.searchParams.getAll(key);
    return [key, values.length > 1 ? values : values[0]];
  });
  return { name, data: Object.fromEntries(data) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone %, say
  }
}
