// Sets up an element of {% chatkit %} with what its data attributes say.
const dark = matchMedia("(prefers-color-scheme: dark)");

// Sends the token of Django's CSRF check along, to this site only.
function authorized(csrf) {
  return (input, init = {}) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (!csrf || address.origin !== location.origin) return fetch(input, init);
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}));
    headers.set("X-CSRFToken", csrf);
    return fetch(input, { ...init, headers, credentials: "same-origin" });
  };
}

function optionsOf({ options, url, csrf, domainKey, locale }) {
  const given = JSON.parse(options ?? "{}");
  const uploads = given.composer?.attachments?.enabled ? { uploadStrategy: { type: "two_phase" } } : {};
  return {
    locale,
    ...given,
    api: { url, domainKey: domainKey ?? "local", fetch: authorized(csrf), ...uploads, ...given.api },
    theme: { colorScheme: dark.matches ? "dark" : "light", ...given.theme },
  };
}

// `change`: what the page adds to its options; asked again when the colour scheme changes.
export async function setUp(chat, change = (options) => options) {
  await customElements.whenDefined("openai-chatkit");
  const configure = () => chat.setOptions(change(optionsOf(chat.dataset), dark.matches));
  dark.addEventListener("change", configure);
  configure();
}
