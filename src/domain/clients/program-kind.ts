import type { Client, ProxyServer } from './client.ts';
import { CLIENTS } from './registry.ts';

/** What reads the proxy variables in a program, as far as its name tells. `python` is any of its HTTP libraries, `rust` is reqwest. */
export type ProgramKind = 'curl' | 'wget' | 'python' | 'node' | 'npm' | 'go' | 'rust';

type Scheme = ProxyServer['scheme'];

const SOCKS: readonly Scheme[] = ['socks5', 'socks5h'];
const ALL_SOCKS: readonly Scheme[] = ['socks4', 'socks4a', ...SOCKS];

/**
 * Schemes of a proxy variable that work. Of Python's libraries aiohttp and urllib take `http` only, the others more; Node's
 * `http` and `fetch` share `http` and `https`. Measured with each program.
 */
const SCHEMES: Readonly<Record<ProgramKind, readonly Scheme[]>> = {
  curl: ['http', 'https', ...ALL_SOCKS],
  wget: ['http'],
  python: ['http', 'https', ...SOCKS],
  node: ['http', 'https'],
  npm: ['http', 'https', ...ALL_SOCKS],
  // The proxy is always given the name, which is what `socks5h` says; that word itself is understood since Go 1.23.
  go: ['http', 'https', 'socks5'],
  rust: ['http', 'https', ...ALL_SOCKS],
};

const ALL = Object.keys(SCHEMES) as readonly ProgramKind[];

/** The kinds that a program may be, where none is known: any. */
export const possibleKinds = (kinds: readonly ProgramKind[]): readonly ProgramKind[] =>
  kinds.length === 0 ? ALL : kinds;

/** Whether a program of this kind can use a proxy of this scheme that a variable names. */
export const takesScheme = (kind: ProgramKind, scheme: Scheme): boolean => SCHEMES[kind].includes(scheme);

/** The modelled clients that may be at work in programs of these kinds. Every client that is no other's is one of Python's. */
export const clientsIn = (kinds: readonly ProgramKind[]): readonly Client[] =>
  CLIENTS.filter(({ name }) => possibleKinds(kinds).includes(KIND_OF.get(name) ?? 'python'));

const KIND_OF: ReadonlyMap<string, ProgramKind> = new Map([
  ['curl', 'curl'],
  ['node', 'node'],
]);

const PYTHON =
  /^(?:python|pypy|pip|ipython)[\d.]*$|^(?:jupyter.*|pipx|uvx|poetry|pytest|evalscope|lm[-_]eval|lm-evaluation-harness|vllm|swift|megatron|sglang|lmdeploy|xinference.*|gradio|streamlit|uvicorn|gunicorn|fastchat|litellm|openai|hf|huggingface-cli|modelscope|torchrun|accelerate|deepspeed|ray|aider|llamafactory-cli|opencompass|open-webui|httpx|yt-dlp)$/;

const NAMED: readonly (readonly [pattern: RegExp, kinds: readonly ProgramKind[]])[] = [
  [/^(?:curl|git|git-.+)$/, ['curl']],
  [/^wget$/, ['wget']],
  [/^uv$/, ['rust', 'python']],
  [PYTHON, ['python']],
  [/^(?:node|nodejs|tsx|ts-node)$/, ['node']],
  [/^(?:npm|npx|pnpm|yarn|corepack)$/, ['npm', 'node']],
  [
    /^(?:go|ollama|docker.*|podman|nerdctl|buildah|skopeo|crane|kubectl|k3s|k9s|helm|terraform|tofu|gh|glab|rclone|restic|caddy|hugo|hey|vegeta|local-ai)$/,
    ['go'],
  ],
];

/** By a program's file name: `python3.11` → python. Undefined where the name tells nothing. */
export const kindsByName = (name: string): readonly ProgramKind[] | undefined =>
  NAMED.find(([pattern]) => pattern.test(name))?.[1];
