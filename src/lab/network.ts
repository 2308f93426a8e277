/** A network to build: machines joined by segments, each with what runs on it. Plain data, so that a scenario can be stored and read. */
export interface Network {
  readonly machines: Readonly<Record<string, Machine>>;
}

/** A machine: a network stack, a process table and an /etc of its own. */
export interface Machine {
  /** Its interfaces in order: the first becomes `eth0`. None: only loopback. */
  readonly links: readonly Link[];
  /** Beside the connected ones. `to` is `default` or a prefix. */
  readonly routes?: readonly { readonly to: string; readonly via: string }[];
  /** Lines of /etc/hosts; without it, `localhost` for both families and the machine's own name. */
  readonly hosts?: readonly string[];
  /** The sources after `hosts:` in /etc/nsswitch.conf; only `files` without it. */
  readonly nameSources?: string;
  /** Lines of /etc/resolv.conf. */
  readonly resolver?: readonly string[];
  readonly programs: readonly Program[];
  /** A rule set for `nft -f -`. */
  readonly firewall?: string;
  /** More files under /etc, by their path below it: `systemd/system/ollama.service`. */
  readonly etc?: Readonly<Record<string, readonly string[]>>;
}

/** One interface on a segment. Machines that name the same segment are on one Ethernet. */
export interface Link {
  readonly segment: string;
  /** With prefix length: `10.213.1.2/24`, `fd00:213:1::2/64`. */
  readonly addresses: readonly string[];
}

/** Where a program waits for connections. */
export interface ListenAt {
  readonly address: string;
  readonly port: number;
}

/** A service that speaks the OpenAI API the way the named program does. */
export interface ModelService {
  readonly kind: 'model-service';
  readonly family:
    | 'vllm'
    | 'ollama'
    | 'llama-server'
    | 'sglang'
    | 'gradio'
    | 'text-generation-router'
    | 'xinference-local'
    | 'lms';
  readonly listen: readonly ListenAt[];
  readonly models: readonly string[];
  /** Answers 401 to a request without it. It is on the command line too, as people write it (`--api-key`), or in VLLM_API_KEY where `env` has it. */
  readonly apiKey?: string;
  /** Answers every request with this status instead. */
  readonly status?: number;
  /** Takes a chat request and never answers it, or answers it with this status. */
  readonly chat?: 'silent' | number;
  /** Of its start page alone; of a web application. */
  readonly pageStatus?: number;
  /** Over TLS, with this certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The environment that it was started with. */
  readonly env?: Readonly<Record<string, string>>;
  /** Who started it; root where nothing is said. */
  readonly runAs?: 'rosa';
}

/** How a service can be wrong on the wire. */
export type Misbehaviour =
  /** A well-formed answer whose model's name holds terminal escapes and bidi controls, and a header what HTTP allows of them. */
  | 'escapes'
  /** Terminal escapes in the status line and the headers, which strict HTTP parsers refuse. */
  | 'escapes-in-head'
  /** A head that never ends. */
  | 'endless-head'
  /** A body of 5 GiB. */
  | 'huge-body'
  /** Bytes that are no HTTP. */
  | 'garbage'
  /** Accepts, reads, never answers. */
  | 'silence'
  /** Accepts, reads the request, closes. */
  | 'close';

/** A service, by its process the AI service `vllm`, that misbehaves. */
export interface MisbehavingService {
  readonly kind: 'misbehaving-service';
  readonly behaviour: Misbehaviour;
  readonly listen: readonly ListenAt[];
}

/**
 * Something on a port that is no AI service: `web-page` answers a page, `banner` talks first, as an SSH server does; the others say
 * what a ZeroMQ socket, Redis and a gRPC server say to an HTTP request.
 */
export interface OtherService {
  readonly kind: 'other-service';
  readonly speaks: 'web-page' | 'banner' | 'zmtp' | 'redis' | 'http2';
  /** The name that its process has. */
  readonly name: string;
  readonly listen: readonly ListenAt[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Debian's nginx as a reverse proxy before `upstream` (`127.0.0.1:8000`), whom it tells the Host header that it was asked with. */
export interface Nginx {
  readonly kind: 'nginx';
  readonly port: number;
  readonly upstream: string;
}

/** Debian's Squid. `deny`: an ACL refuses every request (403); `password`: Basic authentication (407). */
export interface Squid {
  readonly kind: 'squid';
  readonly port: number;
  /** The only address that it listens on; all of them where nothing is said. */
  readonly address?: string;
  readonly access:
    | { readonly kind: 'allow' }
    | { readonly kind: 'deny' }
    /** Only these ports of any host: `80 443`, in Squid's own writing. */
    | { readonly kind: 'ports'; readonly ports: string }
    | { readonly kind: 'password'; readonly user: string; readonly password: string };
}

/** Debian's tinyproxy, open to everyone. */
export interface Tinyproxy {
  readonly kind: 'tinyproxy';
  readonly port: number;
}

/** Debian's microsocks: a SOCKS5 proxy, as `ssh -D` is one (RFC 1928); with a user and password where given (RFC 1929). */
export interface Microsocks {
  readonly kind: 'microsocks';
  readonly port: number;
  readonly login?: { readonly user: string; readonly password: string };
}

export type Program =
  | Microsocks
  | ModelService
  | MisbehavingService
  | OtherService
  | Nginx
  | Squid
  | Tinyproxy;
