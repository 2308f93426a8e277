/** What a person has written into tongtu.yaml: names for what is otherwise typed each time. In the order of the file, secrets replaced. */
export interface Config {
  readonly services: readonly DeclaredService[];
  readonly proxies: readonly DeclaredProxy[];
  readonly intents: readonly DeclaredIntent[];
}

export interface DeclaredService {
  readonly name: string;
  /** `http://127.0.0.1:8000/v1` */
  readonly url: string;
  /** The id that must be served: `OpenCUA-7B`. */
  readonly model?: string;
  /** Name of the environment variable that holds the key: `OPENAI_API_KEY`. */
  readonly keyVariable?: string;
}

export interface DeclaredProxy {
  readonly name: string;
  /** `http://proxy.example.com:8080`, `socks5h://127.0.0.1:1080` */
  readonly url: string;
  /** Names of environment variables. */
  readonly userVariable?: string;
  readonly passwordVariable?: string;
}

export interface DeclaredIntent {
  readonly name: string;
  /** `here`, `pid:812`, `unit:ollama.service`, `container:webui`, `ns:/run/netns/a`; absent: whoever calls. */
  readonly from?: string;
  /** A service's name, or a URL. */
  readonly to: string;
  /** A proxy's name, or `direct`; absent: either way is right. */
  readonly via?: string;
  /** Names of the registry's clients; absent or empty: all of them. */
  readonly clients: readonly string[];
}
