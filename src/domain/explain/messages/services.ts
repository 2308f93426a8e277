import type { Message } from '../message.ts';
import { byErrno, TO_UPSTREAM } from './errno.ts';
import { byStatus } from './status.ts';

/** What model services and the programs in front of them answer or log. */
export const SERVICES: readonly Message[] = [
  // {"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","code":404}
  {
    by: 'vllm',
    code: 'model-not-found',
    needles: ['does not exist', 'model_not_found'],
    pattern: /The model [`'"\\]{1,3}(?<model>[^`'"\\]{1,200})[`'"\\]{1,3} does not exist|model_not_found/i,
  },
  // {"error":"model 'x' not found"} · {"error":{"message":"model \"x\" not found, try pulling it first"}}
  {
    by: 'ollama',
    code: 'model-not-found',
    needles: ['not found, try pulling', "' not found"],
    pattern: /\bmodel [`'"\\]{1,3}(?<model>[\w./:@-]{1,200})[`'"\\]{1,3} not found/i,
  },
  {
    by: 'lmdeploy',
    code: 'model-not-found',
    needles: ['the model', 'not in model list'],
    pattern: /The model (?<model>\S{1,200}) is not (?:in model list|found)/i,
  },
  // {"detail":"Not Found"} · {'detail': 'Not Found'}
  {
    by: 'uvicorn',
    code: 'not-found',
    needles: ['"detail":', "'detail':", '\\"detail\\":'],
    pattern: /["']detail\\?["']: ?\\?["']Not Found/,
  },
  {
    by: 'uvicorn',
    code: 'unauthorized',
    needles: ['"detail":', '"error":', 'invalid api key', 'incorrect api key', 'no api key'],
    pattern:
      /["']detail["']: ?["'](?:Unauthorized|Not authenticated|Invalid API key)|["']error["']: ?["']Unauthorized["']|(?:Incorrect|Invalid|No) API key(?: provided)?/i,
  },
  {
    by: 'uvicorn',
    code: 'http-error',
    needles: ['method not allowed'],
    pattern: /["']detail["']: ?["'](?<detail>Method Not Allowed)/,
  },
  {
    by: 'gradio',
    code: 'localhost-self-check',
    needles: ['when localhost is not accessible'],
    pattern: /When localhost is not accessible, a shareable link must be created/,
  },
  {
    by: 'ollama',
    code: 'service-not-running',
    needles: [
      'could not connect to ollama',
      'could not connect to a running ollama',
      'ollama server not responding',
    ],
    pattern:
      /could not connect to (?:ollama app|a running Ollama instance|ollama server)|ollama server not responding/i,
    params: { host: '127.0.0.1', port: '11434' },
  },
  {
    by: 'ollama',
    code: 'server-error',
    needles: ['see the ollama server logs'],
    pattern: /something went wrong, please see the ollama server logs/i,
    params: { host: '127.0.0.1', port: '11434' },
  },
  // nginx's error log: connect() to 127.0.0.1:8081 failed (13: Permission denied) while connecting to upstream, …, upstream: "http://127.0.0.1:8081/"
  {
    by: 'nginx',
    code: byErrno(TO_UPSTREAM, 'upstream-failed'),
    needles: ['while connecting to upstream'],
    pattern:
      /connect\(\)(?: to (?<host>[\w.:[\]-]{1,255}?)(?::(?<port>\d{1,5}))?)? failed (?<why>\(\d{1,3}: .{1,60}\)) while connecting to upstream(?:.{0,200}upstream: "(?<url>[^"]{1,300}))?/,
  },
  {
    by: 'nginx',
    code: 'upstream-timed-out',
    needles: ['upstream timed out'],
    pattern: /upstream timed out(?:.{0,300}upstream: "(?<url>[^"]{1,300}))?/,
  },
  {
    by: 'nginx',
    code: 'upstream-failed',
    needles: ['upstream prematurely closed', 'no live upstreams', 'host not found in upstream'],
    pattern:
      /upstream prematurely closed connection(?:.{0,300}upstream: "(?<url>[^"]{1,300}))?|no live upstreams|host not found in upstream "(?<host>[^":]{1,253})/,
  },
  {
    by: 'nginx',
    code: byErrno({
      'in-use': 'address-in-use',
      denied: 'bind-denied',
      'not-available': 'bind-not-available',
      family: 'family-unsupported',
    }),
    needles: ['bind() to'],
    pattern: /bind\(\) to (?<host>[\w.:[\]-]{1,255}?):(?<port>\d{1,5}) failed \((?<why>\d{1,3}: .{1,60})\)/,
  },
  {
    by: 'nginx',
    code: 'plain-asked-of-tls',
    needles: ['plain http request was sent to https port'],
    pattern: /The plain HTTP request was sent to HTTPS port/,
  },
  // INFO: 127.0.0.1:41 - "GET /v1/models HTTP/1.1" 401 Unauthorized · HTTP Request: POST http://127.0.0.1:11434/v1/chat "HTTP/1.1 502 Bad Gateway"
  {
    by: 'openai',
    code: ({ status = '' }) => byStatus(status),
    needles: ['http request: '],
    pattern: /HTTP Request: [A-Z]{3,7} (?<url>https?:\/\/\S{1,300}) "HTTP\/[\d.]{1,3} (?<status>[45]\d\d)/,
  },
  // urllib3's debug log of a proxied request: http://172.16.37.200:3138 "GET http://0.0.0.0:25600/get_model_info HTTP/1.1" 403 3582
  {
    by: 'requests',
    code: ({ status = '' }) => (status === '403' ? 'proxy-denies' : byStatus(status)),
    needles: ['"get http', '"post http'],
    pattern:
      /(?<proxy>https?:\/\/[\w.:[\]-]{1,255}) "(?:GET|POST|HEAD) (?<url>https?:\/\/[^\s"]{1,300}) HTTP\/[\d.]{1,3}" (?<status>[45]\d\d)/,
  },
  {
    by: 'uvicorn',
    code: ({ status = '' }) => byStatus(status),
    needles: ['http/1.1" 4', 'http/1.1" 5', 'http/1.0" 4', 'http/1.0" 5'],
    pattern: /"(?:GET|POST|HEAD|PUT|OPTIONS) (?<path>\/[^\s"]{0,300}) HTTP\/[\d.]{1,3}" (?<status>[45]\d\d)/,
  },
  // A status line alone: HTTP/1.1 503 Service Unavailable
  {
    by: 'unknown',
    code: ({ status = '' }) => (status === '200' ? 'answered' : byStatus(status)),
    needles: ['http/1', 'http/2'],
    pattern: /(?:^|[<*\s])HTTP\/[\d.]{1,3} (?<status>200|[45]\d\d)(?: (?!Connection established)|$)/i,
  },
  {
    by: 'unknown',
    code: ({ status }) => (status === '200' ? 'tunnel-opened' : undefined),
    needles: ['connection established', 'connect tunnel established'],
    pattern: /HTTP\/[\d.]{1,3} (?<status>200) Connection established/i,
  },
  {
    by: 'unknown',
    code: 'answered',
    needles: ['"object":"list"', '"object": "list"'],
    pattern: /\{"object": ?"list", ?"data": ?\[/,
  },
  {
    by: 'unknown',
    code: ({ status = '' }) => byStatus(status),
    needles: [
      ' bad gateway',
      ' service unavailable',
      ' gateway time',
      ' forbidden',
      ' not found',
      ' unauthorized',
      ' internal server error',
      'proxy authentication required',
    ],
    pattern:
      /(?:^|[\s'"(>:[])(?<status>401|403|404|407|500|502|503|504)[,:]? -? ?'?(?:Unauthorized|Forbidden|Not Found|Proxy Authentication Required|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)/i,
  },
  {
    by: 'unknown',
    code: ({ status = '' }) => byStatus(status),
    needles: [
      'error: 5',
      'error: 4',
      '错误',
      'error 5',
      'error 4',
      'status 5',
      'status 4',
      'status code',
      'indicating',
      '报',
      'fail with http',
      'http 5',
      'http 4',
    ],
    pattern:
      /(?:(?:error|status|HTTP|indicating)(?: code)?:? (?<status>40[1347]|50[0234])(?!\d)|\b(?<status2>40[1347]|50[0234]) ?(?:error|错误)|报 ?(?<status3>40[1347]|50[0234])|(?<status4>40[1347]|50[0234])(?:无权限|错误))/i,
  },
  // Open WebUI, of whatever its own request to the service met.
  {
    by: 'unknown',
    code: 'server-error',
    needles: ['open webui: server connection'],
    pattern: /(?<status>500): Open WebUI: Server Connection/,
  },
  {
    by: 'hugging-face',
    code: 'answered-by-other',
    needles: ['does not seem to be on huggingface'],
    pattern: /Distant resource does not seem to be on huggingface\.co/,
  },
];
