export interface Deeplink {
  name: string;
  data: Record<string, unknown>;
}

/** `chatkit-link://NAME?key=value` behind a click: its name and its query; null for any other click. */
export function readDeeplink(event: Event): Deeplink | null {
  const link = event
    .composedPath()
    .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  if (link?.protocol !== "chatkit-link:") return null;
  const url = new URL(link.href);
  const name = (url.host + url.pathname).replace(/^\/+|\/+$/g, "");
  return { name, data: Object.fromEntries(url.searchParams) };
}
