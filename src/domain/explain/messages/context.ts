/** What a line says of the request that later messages are about. Groups `url` and `proxy`; `own`: of this line's message alone. */
export interface ContextLine {
  readonly needles: readonly string[];
  readonly pattern: RegExp;
}

/** Lines that are no message and yet say who is asked, and through what. */
export const CONTEXT: readonly ContextLine[] = [
  // curl -v
  {
    needles: ['uses proxy env variable'],
    pattern: /Uses proxy env variable (?<variable>\w{4,12}) == '(?<proxy>[^']{1,300})'/,
  },
  { needles: ['_proxy='], pattern: /\b(?:https?|all)_proxy=["']?(?<proxy>[^\s"']{1,300})/i },
  // > GET http://127.0.0.1:8000/v1 HTTP/1.1
  {
    needles: ['> get http', '> post http', '> head http'],
    pattern: /^> (?<proxied>GET|POST|HEAD) (?<url>https?:\/\/\S{1,300}) HTTP\//,
  },
  {
    needles: ['> get /', '> post /', '> head /'],
    pattern: /^> (?:GET|POST|HEAD) (?<path>\/\S{0,300}) HTTP\//,
  },
  { needles: ['> host: '], pattern: /^> Host: (?<hostHeader>[\w.:[\]-]{1,260})$/ },
  { needles: ['ssl connection using'], pattern: /^\* (?<tls>SSL) connection using/ },
  // * Connected to 127.0.0.1 (127.0.0.1) port 8005 (#0)
  {
    needles: ['connected to '],
    pattern: /^\* Connected to (?<host>[\w.-]{1,253}) \([\da-f.:]{2,45}\) port (?<port>\d{1,5})/,
  },
  { needles: ['> connect '], pattern: /^> CONNECT (?<authority>[\w.:[\]-]{3,260}) HTTP\// },
  // --2026-11-21 11:12:25--  http://10.1.2.5:8000/
  { needles: ['--  http'], pattern: /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-- {1,2}(?<url>https?:\/\/\S{1,300})/ },
  // wget, of a request that goes to its proxy
  { needles: ['proxy request sent'], pattern: /^Proxy (?<proxied>request) sent/ },
  // fatal: unable to access 'http://127.0.0.1:8018/': …
  {
    needles: ['unable to access', '无法访问'],
    pattern: /(?:unable to access|无法访问) ?['‘"](?<url>https?:\/\/[^'’"]{1,300})/,
  },
  // $ curl -s http://127.0.0.1:8000/v1/models
  {
    needles: ['curl ', 'wget '],
    pattern: /\b(?:curl|wget) (?:[^|;&]{0,200}?\s)?['"]?(?<url>https?:\/\/[^\s'"|;&)]{1,300})/,
  },
  { needles: ['sending request to '], pattern: /Sending request to (?<url>https?:\/\/\S{1,300})/ },
  // requests' and urllib3's own account of a retry: … connection broken by '…': http://127.0.0.1:8000/v1
  {
    needles: ['connection broken by'],
    pattern: /connection broken by .{1,500}': (?<url>https?:\/\/\S{1,300})/,
  },
  // Ollama, Go: Post "http://127.0.0.1:11434/api/chat": …
  { needles: [' "http'], pattern: /\b(?:Get|Head|Post|Put) "(?<url>https?:\/\/[^\s"]{1,300})"/ },
];
