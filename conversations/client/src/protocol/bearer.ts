/** The client secret of a page that has no session with the chat's server: `api.getClientSecret`. */
export class ClientSecret {
  private current: string | null = null;
  private asking: Promise<string> | null = null;

  /** @param ask the page's own function: gets the secret so far, gives the one to use */
  constructor(private readonly ask: (current: string | null) => Promise<string>) {}

  /** A secret other than `refused`. All who need one at the same time wait for the same answer. */
  get(refused: string | null = null): Promise<string> {
    if (this.current !== null && this.current !== refused) return Promise.resolve(this.current);
    this.asking ??= this.renew().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  private async renew(): Promise<string> {
    this.current = await this.ask(this.current);
    return this.current;
  }
}

/** A fetch that signs requests to `home`, and only these, with the secret; a 401 renews it once. */
export function bearerFetch(secret: ClientSecret, home: string): typeof fetch {
  const { origin } = new URL(home, document.baseURI);
  return async (input, init) => {
    const address = input instanceof Request ? input.url : input;
    if (new URL(address, document.baseURI).origin !== origin) return fetch(input, init);
    const used = await secret.get();
    const response = await fetch(input, signed(init, used));
    return response.status === 401 ? fetch(input, signed(init, await secret.get(used))) : response;
  };
}

function signed(init: RequestInit | undefined, secret: string): RequestInit {
  const headers = new Headers(init?.headers);
  headers.set("Authorization", `Bearer ${secret}`);
  return { ...init, headers, credentials: "omit" };
}
