import type { CauseCode } from '../diagnose/cause-code.ts';
import type { ReadingCode } from './reading-code.ts';
import type { Shown, Unshown } from './statement.ts';

/** The program whose words were read; `unknown` where the words are anybody's, as the C library's are. */
export type Speaker =
  | 'aiohttp'
  | 'apt'
  | 'clash'
  | 'curl'
  | 'docker'
  | 'git'
  | 'go'
  | 'gradio'
  | 'httpx'
  | 'hugging-face'
  | 'iptables'
  | 'kernel'
  | 'lmdeploy'
  | 'nginx'
  | 'node'
  | 'npm'
  | 'ollama'
  | 'openai'
  | 'ping'
  | 'pip'
  | 'privoxy'
  | 'proxy'
  | 'python'
  | 'requests'
  | 'rust'
  | 'squid'
  | 'ssh'
  | 'telnet'
  | 'timeout'
  | 'tinyproxy'
  | 'unknown'
  | 'uvicorn'
  | 'vllm'
  | 'wget'
  | 'wsl';

/** What a message names, as text and bounded: what is not there was not said. No secret is in it. */
export interface Params {
  /** `127.0.0.1`, `::1` (without brackets), `host.docker.internal`. */
  readonly host?: string;
  readonly port?: string;
  readonly url?: string;
  /** `http://10.0.0.2:3128`, or the name alone where only that was said. */
  readonly proxy?: string;
  readonly status?: string;
  /** The program's own short name for it: `ERR_CONNECT_FAIL`, `EAI_AGAIN`, `CERT_HAS_EXPIRED`. */
  readonly detail?: string;
  readonly model?: string;
  /** `127.0.1.1:53`. */
  readonly resolver?: string;
  /** Seconds or milliseconds as said: `1001 ms`. */
  readonly after?: string;
  /** The exit code that stood for a message. */
  readonly exit?: string;
}

/** Where a message stood. Lines count from 1; 0 for what no line said: an exit code. */
export interface Place {
  readonly line: number;
  /** One line of it, at most 200 characters, fit for a screen. */
  readonly excerpt: string;
}

/** Why a command comes next; the view says it in words. */
export type NextWhy =
  | 'ask-it'
  | 'ask-proxied'
  | 'ask-without-url'
  | 'who-holds-port'
  | 'run-rightly'
  | 'record'
  | 'look-up';

export interface Next {
  readonly why: NextWhy;
  /** To be pasted into a shell as it stands. */
  readonly command: string;
}

/** One message, understood. */
export interface Reading {
  readonly code: ReadingCode;
  readonly by: Speaker;
  /** `fine`: it says that something works. */
  readonly severity: 'broken' | 'fine';
  readonly at: Place;
  /** How often it was said. */
  readonly count: number;
  readonly params: Params;
  readonly shows: readonly Shown[];
  readonly doesNotShow: readonly Unshown[];
  /** The causes that a diagnosis could prove or rule out, the likeliest first. */
  readonly couldBe: readonly CauseCode[];
  readonly next: readonly Next[];
}
