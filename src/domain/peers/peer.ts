/** Who answered an HTTP request: a program by its own marks, and whether it is a proxy or a service. */
export interface Peer {
  /** `squid`, `tinyproxy`, `privoxy`, `clash`, `nginx`, `vllm`, `uvicorn`, `ollama`, `llama.cpp`, `unknown`. */
  readonly program: string;
  readonly role: 'proxy' | 'service' | 'either' | 'unknown';
  readonly version?: string;
  /** The marks that gave it away, as received: `Server: squid/5.7`. */
  readonly marks: readonly string[];
}
