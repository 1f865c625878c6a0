/** Which addresses of untrusted text may become links and images. */

/** `chatkit-link:` never leaves the page: the element turns a click on it into an event. */
const LINK_PROTOCOLS = new Set(["http:", "https:", "mailto:", "chatkit-link:"]);
const INLINE_IMAGE = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/i;

function parse(address: string): URL | undefined {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}

/** The address of a link, or undefined when it must not be one. */
export function safeLinkUrl(address: string): string | undefined {
  const url = parse(address.trim());
  return url && LINK_PROTOCOLS.has(url.protocol) ? url.href : undefined;
}

function isAllowedHost(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

/** The address of an image: of this origin, inlined, or of an allowed domain over https. */
export function safeImageUrl(
  address: unknown,
  imageDomains: readonly string[],
): string | undefined {
  if (typeof address !== "string") return undefined;
  if (INLINE_IMAGE.test(address.trim())) return address.trim();
  const url = parse(address.trim());
  if (!url) return undefined;
  if (url.protocol.startsWith("http") && url.origin === location.origin) return url.href;
  return url.protocol === "https:" && isAllowedHost(url.hostname, imageDomains)
    ? url.href
    : undefined;
}
