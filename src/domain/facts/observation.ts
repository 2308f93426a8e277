import type { AddressText, NodeId } from './fact.ts';

/** From where a question is asked: the consumer's network namespace and user. */
export interface Vantage {
  readonly node: NodeId;
  readonly uid: number;
}

/** An address and a port to connect to. */
export interface Endpoint {
  readonly address: AddressText;
  readonly port: number;
}

/**
 * How an HTTP request travels. `proxyUrl` is as the client reads it, with the password replaced: the prober puts it back.
 * `absolute`: `GET http://host/ HTTP/1.1` sent to the proxy; `connect`: a tunnel first.
 */
export type ProbeRoute =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxyUrl: string; readonly form: 'absolute' | 'connect' };

/**
 * A key for the service, `***3***`: the prober puts it back and sends it as `Authorization: Bearer` (RFC 6750, 2.1). Only to who is asked:
 * never where a proxy could read it, nor to whom no certificate vouches for.
 */
type Bearer = string;

/** One question put to the world. Plain data: the same question is asked once, and its text is its key. */
export type Question =
  /** ICMP echo: proves nothing but ping. */
  | { readonly kind: 'echo'; readonly from: Vantage; readonly address: AddressText }
  /** A TCP connection, opened and closed. */
  | { readonly kind: 'tcp'; readonly from: Vantage; readonly to: Endpoint }
  /** A TLS handshake; the certificate is read, not trusted. */
  | { readonly kind: 'tls'; readonly from: Vantage; readonly to: Endpoint; readonly serverName: string }
  /** `GET url`, connecting to the first of `connectTo` that accepts, in that order. */
  | {
      readonly kind: 'http-get';
      readonly from: Vantage;
      readonly url: string;
      readonly route: ProbeRoute;
      readonly connectTo: readonly Endpoint[];
      readonly bearer?: Bearer;
      /** Sent as the Host header instead of the URL's own; absent where that is sent. */
      readonly hostHeader?: string;
    }
  /** `POST url` with a streamed token asked of `model`, or a few. */
  | {
      readonly kind: 'chat';
      readonly from: Vantage;
      readonly url: string;
      readonly route: ProbeRoute;
      readonly connectTo: readonly Endpoint[];
      readonly bearer?: Bearer;
      readonly model: string;
      /** How many tokens at most; one where it is absent. */
      readonly maxTokens?: number;
    };

/** A connection attempt's end, by its errno where there is one. */
export type ConnectFailure =
  | 'refused' // ECONNREFUSED
  | 'timed-out' // ETIMEDOUT, or the probe's own limit
  | 'host-unreachable' // EHOSTUNREACH
  | 'network-unreachable' // ENETUNREACH
  | 'address-not-available' // EADDRNOTAVAIL
  | 'denied' // EACCES, EPERM: a local firewall rule or a missing right
  | 'reset' // ECONNRESET
  | 'other';

export interface FailedAttempt {
  readonly to: Endpoint;
  readonly failure: ConnectFailure;
  readonly tookMs: number;
}

/** What an OpenAI-compatible `/models` body lists. */
export interface ModelList {
  readonly ids: readonly string[];
  /** The distinct `owned_by` values: `vllm`, `library`, `llamacpp`. */
  readonly ownedBy: readonly string[];
}

/** An HTTP response head and the start of its body: control characters stripped, secrets replaced, bounded. */
export interface HttpResponse {
  readonly status: number;
  readonly httpVersion: string;
  /** Names in lower case, in the order received; at most 64, each value at most 512 characters. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** At most 2,048 characters of a text body; of an HTML page without its styles, scripts and comments. Empty where it is no text. */
  readonly bodyStart: string;
  readonly bodyBytes: number;
  /** The body was longer than the prober reads (1 MiB), or did not end in time. */
  readonly isTruncated: boolean;
  /** Characters that a terminal obeys were taken out of a header, a model's name or the text: no honest service sends them. */
  readonly hadControl: boolean;
  readonly models?: ModelList;
}

/** Where in an HTTP exchange it ended without a response. */
export type HttpFailure =
  /** Every address of `connectTo` failed. */
  | { readonly at: 'connect' }
  /** The proxy refused the tunnel; `response` is what it said. */
  | { readonly at: 'tunnel'; readonly response: HttpResponse }
  /**
   * No TLS came about. `detail`: OpenSSL's or Node's code (`ERR_SSL_WRONG_VERSION_NUMBER`), `plain-http` where the peer answered the
   * handshake in HTTP, `closed`, `silent`; of a proxy whose password was held back, its certificate's problem. `peer`: the handshake was with the
   * https proxy itself, and not with the service.
   */
  | { readonly at: 'tls'; readonly detail: string; readonly peer?: 'proxy' }
  /** Connected, and then: nothing in time, a close without a byte, a reset, bytes that are not HTTP, a head over 64 KiB. */
  | {
      readonly at: 'response';
      readonly failure: 'silent' | 'closed' | 'reset' | 'not-http' | 'head-too-large';
      /**
       * The first bytes as text, at most 64 characters; what is no text as `\x15`, so that a TLS alert or HTTP/2 can be told. Empty
       * where none came, and not empty after `silent` or `closed` where a head began and did not end.
       */
      readonly firstBytes: string;
    };

export interface Timing {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly totalMs: number;
}

export type Answer =
  | { readonly kind: 'echoed'; readonly tookMs: number }
  | { readonly kind: 'connected'; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly failure: ConnectFailure; readonly tookMs: number }
  | {
      readonly kind: 'tls';
      readonly tookMs: number;
      /** `TLSv1.3`; empty where the handshake failed, and `problem` says how. */
      readonly protocol: string;
      readonly subject: string;
      readonly problem?: string;
    }
  | {
      readonly kind: 'response';
      readonly connectedTo: Endpoint;
      /** Attempts before the one that connected. */
      readonly failedAttempts: readonly FailedAttempt[];
      readonly response: HttpResponse;
      readonly timing: Timing;
      /** Chat only: when the first token came, and how many tokens. Absent where none came. */
      readonly stream?: { readonly firstTokenMs: number; readonly tokens: number };
      /**
       * The service's certificate is one that clients refuse, by OpenSSL's or Node's code: `DEPTH_ZERO_SELF_SIGNED_CERT`,
       * `ERR_TLS_CERT_ALTNAME_INVALID`, `CERT_HAS_EXPIRED`. Judged by Node's roots and Debian's. The exchange went on without password and
       * query, so it tells who answers, and not what a client would be told. `proxyTlsProblem`: the same of an https proxy's.
       */
      readonly tlsProblem?: string;
      readonly proxyTlsProblem?: string;
    }
  | {
      readonly kind: 'no-response';
      readonly connectedTo?: Endpoint;
      readonly failedAttempts: readonly FailedAttempt[];
      readonly failure: HttpFailure;
      readonly tookMs: number;
      /** As with a response. */
      readonly tlsProblem?: string;
      readonly proxyTlsProblem?: string;
    }
  /** The question could not be asked: no right to enter the namespace, no program to ping with. */
  | { readonly kind: 'not-askable'; readonly why: 'denied' | 'missing-tool' | 'unsupported' };

export interface Observation {
  readonly question: Question;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly answer: Answer;
}

/** The key of a question: equal questions have equal text. Property order is fixed by the constructors of `Question`. */
export const questionKey = (question: Question): string => JSON.stringify(question);
