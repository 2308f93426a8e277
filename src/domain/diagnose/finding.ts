import type { NearlyWhy } from '../clients/nearly-covers.ts';
import type { AddressText, FactId, NodeId } from '../facts/fact.ts';
import type { Hint, UnknownWhy } from '../facts/known.ts';
import type { ConnectFailure, Endpoint } from '../facts/observation.ts';
import type { KeyPlace } from '../intents/asker-key.ts';
import type { UrlProblem } from '../net/target.ts';
import type { Peer } from '../peers/peer.ts';
import type { Origin } from '../settings/origin.ts';
import type { Place } from '../settings/place.ts';
import type { Slip } from '../settings/slip.ts';
import type { CauseCode } from './cause-code.ts';

/**
 * What makes a cause more than a guess.
 * `model`: with it changed, the model's flow gets past that point. `control-probe`: the experiment that differs in this one
 * thing succeeds. `stated-by-peer`: the peer said so. `suspicion`: none of these.
 */
export type Proof = 'model' | 'control-probe' | 'stated-by-peer' | 'suspicion';

/** A process as a person knows it: `vllm (pid 812, 0.0.0.0:8000)`. */
export interface ProcessAt {
  readonly node: NodeId;
  readonly pid?: number;
  readonly name?: string;
  readonly listen: Endpoint;
}

/** What an HTTP answer was, in one line. */
export interface Heard {
  readonly peer: Peer;
  readonly status: number;
  /** The headers or body marks that identify the peer or say what went wrong: `X-Squid-Error: ERR_CONNECT_FAIL 111`. */
  readonly marks: readonly string[];
  readonly models: readonly string[];
  /** The beginning of what an error's body says, on one line; empty where it says nothing or is no error. */
  readonly said: string;
  readonly tookMs: number;
}

/** One thing that shows a cause. Each kind is one line in the message catalogue. */
export type Evidence =
  /** The request as the client sends it came back with this. */
  | { readonly kind: 'answered'; readonly heard: Heard; readonly through?: string }
  /** It ended without an HTTP answer. */
  | {
      readonly kind: 'no-answer';
      readonly at: Endpoint;
      readonly failure:
        | ConnectFailure
        | 'tunnel'
        | 'tls'
        | 'silent'
        | 'closed'
        | 'not-http'
        | 'head-too-large';
      readonly tookMs: number;
      readonly through?: string;
    }
  /** The same request without the proxy. */
  | { readonly kind: 'control-direct'; readonly heard: Heard; readonly by?: ProcessAt }
  | { readonly kind: 'control-direct-failed'; readonly at: Endpoint; readonly failure: ConnectFailure }
  /** The same request to another address or port of the same machine. */
  | {
      readonly kind: 'control-elsewhere';
      readonly url: string;
      readonly heard: Heard;
      readonly by?: ProcessAt;
    }
  /** The same request with another Host header. */
  | { readonly kind: 'control-host'; readonly host: string; readonly heard: Heard }
  /** The same request through a proxy that is named and not taken. */
  | { readonly kind: 'control-proxied'; readonly heard: Heard; readonly proxy: string }
  /** The exception list that sends the request past the proxy, and the entry by which it does. */
  | { readonly kind: 'covered-by'; readonly name: string; readonly value: string; readonly entry: string }
  /** An entry of an exception list that was meant for the target and does not hold it; `read`: the list that the client reads, or empty. */
  | {
      readonly kind: 'nearly-covered';
      readonly name: string;
      readonly entry: string;
      readonly why: NearlyWhy | 'other-spelling' | 'misspelt';
      readonly read: string;
    }
  /** A proxy variable that the asker lacks, and who has it: the shell, a process above, another process, or a file. */
  | {
      readonly kind: 'variable-held-by';
      readonly name: string;
      readonly value: string;
      readonly whose: 'shell' | 'parent' | 'process' | 'file';
      readonly pid?: number;
      readonly process?: string;
      readonly path?: string;
    }
  /** A line of /etc/hosts. */
  | {
      readonly kind: 'hosts-line';
      readonly name: string;
      readonly address: AddressText;
      readonly line: number;
    }
  /** Who is asked for names, in that order, by nsswitch.conf and resolv.conf. */
  | {
      readonly kind: 'resolver-asked';
      readonly nameservers: readonly AddressText[];
      readonly sources: readonly string[];
      readonly search: readonly string[];
    }
  /** A name server that no query gets to. */
  | {
      readonly kind: 'name-server-dead';
      readonly server: AddressText;
      readonly failure: 'nothing-listens' | ConnectFailure;
    }
  /** What the proxy's port turned out to speak; `heard` where that was an HTTP answer. */
  | {
      readonly kind: 'proxy-speaks';
      readonly speaks: 'socks' | 'http' | 'https' | 'service';
      readonly heard?: Heard;
    }
  /** The variable that sends the request to the proxy. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly value: string;
      readonly moment: 'now' | 'as-started';
    }
  /** What the process that serves was started with: a variable, or an argument (`--api-key`), whose value is left out. */
  | { readonly kind: 'started-with'; readonly name: string; readonly value: string; readonly by: ProcessAt }
  /** The request held the asker's key, which stands there; the key itself is nowhere told. */
  | {
      readonly kind: 'key-sent';
      readonly from: KeyPlace;
      /** The process that serves was started with another one. */
      readonly isOtherThanServers?: true;
    }
  /** A variable of the one who asks, which the process that serves was started without, or with another value. */
  | {
      readonly kind: 'variable-elsewhere';
      readonly name: string;
      readonly value: string;
      readonly by: ProcessAt;
      readonly its?: string;
    }
  /** Where the variable was given its value; `home` is the folder that a person writes as `~`. */
  | {
      readonly kind: 'variable-origin';
      readonly name: string;
      readonly home: string;
      readonly origin: Origin;
    }
  /** The line of a file in which something about proxies is written that does not do what it seems to. */
  | { readonly kind: 'setting-slip'; readonly home: string; readonly slip: Slip }
  /** The exception list that does not hold the target; `name` absent where none is set. */
  | { readonly kind: 'not-covered'; readonly name?: string; readonly value?: string; readonly target: string }
  /** A loopback address asked of a proxy is the proxy's own: it runs at an address that is not this node's. */
  | { readonly kind: 'proxy-elsewhere'; readonly proxy: string; readonly node?: NodeId }
  /** The proxy runs on this node, so its loopback is the same. */
  | { readonly kind: 'proxy-is-here'; readonly proxy: string; readonly by?: ProcessAt }
  /** Through the proxy another service answers: what differs. */
  | {
      readonly kind: 'differs';
      readonly what: 'models' | 'server' | 'process' | 'refused-directly';
      readonly proxied: string;
      readonly direct: string;
    }
  /** The answer carries the marks of a proxy that passed it on. */
  | { readonly kind: 'passed-through'; readonly marks: readonly string[] }
  /** What listens, and where. */
  | { readonly kind: 'listens'; readonly by: ProcessAt }
  | { readonly kind: 'nothing-listens'; readonly node: NodeId; readonly port: number }
  /** What the proxy asks for in its 407. */
  | {
      readonly kind: 'auth-challenge';
      readonly scheme: string;
      readonly realm: string;
      readonly sentCredentials: boolean;
    }
  /** What the service serves, the nearest to what was asked for first; at most eight of `total`. */
  | {
      readonly kind: 'serves';
      readonly asked: string;
      readonly models: readonly string[];
      readonly total: number;
    }
  /** What came instead of HTTP, as far as it was read. */
  | { readonly kind: 'first-bytes'; readonly bytes: string; readonly speaks: string }
  | { readonly kind: 'name-resolves'; readonly name: string; readonly addresses: readonly AddressText[] }
  /** ICMP echo: says whether the machine answers ping, and nothing of any port. */
  | { readonly kind: 'ping'; readonly address: AddressText; readonly isAnswered: boolean }
  | { readonly kind: 'name-unresolved'; readonly name: string }
  | { readonly kind: 'url'; readonly problem: UrlProblem };

/** What to do. Until `tongtu fix` exists a fix is text to paste; `paste` is exact and complete, one command or line each. */
export interface Fix {
  readonly kind:
    | 'extend-no-proxy'
    | 'one-command-direct'
    | 'unset-proxy'
    | 'use-proxy'
    | 'proxy-in-program'
    | 'start-with-proxy'
    | 'correct-hosts'
    | 'resolve-local-names'
    | 'mend-resolver'
    | 'correct-scheme'
    | 'shorten-no-proxy'
    | 'correct-proxy'
    | 'install-package'
    | 'add-proxy-credentials'
    | 'ask-proxy-owner'
    | 'start-service'
    | 'use-url'
    | 'use-model'
    | 'rewrite-host'
    | 'look-at-upstream'
    | 'look-at-log'
    | 'bind-address'
    | 'bind-everywhere'
    | 'start-without-proxy'
    | 'start-again'
    | 'comment-out'
    | 'start-without-variable'
    | 'set-link-up'
    | 'add-route'
    | 'trust-certificate'
    | 'send-key'
    | 'correct-key'
    | 'try-key';
  readonly paste: readonly string[];
  /** The line of a file below which the same lines keep it for good; `home` is the folder that a person writes as `~`. */
  readonly below?: { readonly place: Place; readonly home: string };
  /** What becomes reachable from where, when the fix opens something. */
  readonly exposes?: AddressText;
  /** The program has no API key of its own to keep strangers out. */
  readonly isKeyless?: boolean;
}

/** One cause, with its proof, in plain data: the person's view and the JSON are both drawn from it. */
export interface Finding {
  readonly code: CauseCode;
  /** `broken`: the flow does not arrive because of it. `warning`: it arrives, by luck. */
  readonly severity: 'broken' | 'warning';
  readonly proof: Proof;
  /** Where the fact is that must change. */
  readonly node: NodeId;
  /** The clients that meet it: `curl`, `requests`, `node`. */
  readonly clients: readonly string[];
  /** Words for the catalogue's title: what the finding is about. */
  readonly params: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
}

/** A fact that is not known and could have changed an answer, with what would fill it. */
export interface Gap {
  readonly fact: FactId;
  readonly why: UnknownWhy;
  readonly hint: Hint;
}
