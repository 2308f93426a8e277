/** A process that serves, as far as its command says how: argv as started, and where it listens. */
export interface Serving {
  readonly argv: readonly string[];
  readonly port: number;
}

/** The same command, listening elsewhere: words to run, and variables to set before them. */
export interface Rebinding {
  readonly variables: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
}

/** One program that serves models, and how it is told where to listen. */
export interface ServeProgram {
  /** As its makers write it. */
  readonly title: string;
  /** Whether the process runs it. */
  readonly serves: (command: ServeCommand, port: number) => boolean;
  /** The command that listens on `address` (an IP address; 0.0.0.0 for all of them) instead. */
  readonly rebind: (serving: Serving, address: string) => Rebinding;
  /** The words that make it want an API key: `['--api-key', 'KEY']`; absent where it has none. */
  readonly apiKey?: readonly [flag: string, value: string];
  /** The request that it makes of itself when it starts or serves, so that a proxy variable of its own can break it. */
  readonly selfCheck?: { readonly client: 'requests' | 'httpx'; readonly url: (port: number) => string };
}

/** A command without its interpreter: `python3 -u /usr/local/bin/vllm serve m` → `{ program: 'vllm', words: ['serve', 'm'], … }`. */
export interface ServeCommand {
  /** A file's name without its folder, or the module after `-m`. */
  readonly program: string;
  readonly words: readonly string[];
  /** How it is typed again: `['vllm']`, `['python3', '-m', 'sglang.launch_server']`. */
  readonly start: readonly string[];
}
