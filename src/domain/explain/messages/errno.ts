import type { Groups, Message } from '../message.ts';
import type { ReadingCode } from '../reading-code.ts';

/** The errors of connect(2), read(2), bind(2) and getaddrinfo(3) that say something about a network. */
type Errno =
  | 'refused'
  | 'timed-out'
  | 'no-route'
  | 'network-down'
  | 'reset'
  | 'denied'
  | 'in-use'
  | 'not-available'
  | 'family'
  | 'name-unknown'
  | 'name-failed';

/**
 * By symbol, number and sentence: strerror(3) and gai_strerror(3) of glibc 2.36 in English, Chinese, German, French, Spanish, Russian, Japanese
 * and Korean; Go, Rust and Windows where they differ.
 */
const SAID: readonly (readonly [Errno, RegExp])[] = [
  [
    'refused',
    /connection refused|econnrefused|errno 111\b|errno 61\b|os error 111\b|10061|actively refused|refused the network connection|拒绝连接|连接被拒绝|拒绝了连接|积极拒绝|積極拒絕|連線被拒絕|Verbindungsaufbau abgelehnt|Connexion refusée|Conexión rehusada|В соединении отказано|接続を拒否されました|연결이 거부됨/i,
  ],
  [
    'timed-out',
    /timed out|timeout|time-out|etimedout|errno 110\b|os error 110\b|10060|deadline exceeded|连接超时|連線超過時間|Wartezeit für die Verbindung ist abgelaufen|délai d'attente|Expiró el tiempo de conexión|Время ожидания соединения истекло|接続がタイムアウト|연결 시간 초과/i,
  ],
  [
    'no-route',
    /no route to host|ehostunreach|errno 113\b|os error 113\b|host unreachable|host is unreachable|10065|没有到主机的路由|沒有通往|找不到通往該主機|Keine Route zum Zielrechner|Aucun chemin d'accès|No existe ninguna ruta|Нет маршрута до узла|ホストへの経路がありません|호스트로 갈 루트가/i,
  ],
  [
    'network-down',
    /network is unreachable|enetunreach|\beinval\b|invalid argument|errno 22\b|errno 101\b|os error 101\b|10051|网络不可达|無法接觸網路|Das Netzwerk ist nicht erreichbar|Le réseau n'est pas accessible|La red es inaccesible|Сеть недоступна|ネットワークに届きません|네트워크가 접근/i,
  ],
  [
    'reset',
    /connection reset|econnreset|errno 104\b|os error 104\b|10054|forcibly closed|broken pipe|epipe|连接被对方重[设置]|連線被對方重設|zurückgesetzt|ré-initialisée|reinicializada|разорвано другой стороной|相手からリセット|상대편이 연결을/i,
  ],
  [
    'in-use',
    /address already in use|address in use|eaddrinuse|errno 98\b|errno 48\b|os error 98\b|10048|port is already allocated|only one usage of each socket address|地址已在使用|地址已被使用|端口已被占用|位址已經有在使用|Adresse wird bereits verwendet|Adresse déjà utilisée|dirección ya se está usando|Адрес уже используется|アドレスは既に使用中|주소가 이미/i,
  ],
  [
    'not-available',
    /cannot assign requested address|can't assign requested address|eaddrnotavail|address not available|errno 99\b|os error 99\b|10049|无法指定被请求的地址|無法指定所需的位址|kann nicht zugewiesen werden|attribuer l'adresse|asignar la dirección|назначить запрошенный адрес|要求アドレスに割り当て/i,
  ],
  [
    'denied',
    /permission denied|eacces\b|eperm\b|operation not permitted|errno 13\b|errno 1\b|10013|forbidden by its access permissions|权限不够|不允许的操作|Keine Berechtigung|Permission non accordée|Permiso denegado|Отказано в доступе|許可がありません|허가 거부/i,
  ],
  [
    'family',
    /address family not supported|eafnosupport|errno 97\b|os error 97\b|不支持的地址族|Adressfamilie wird von der/i,
  ],
  [
    'name-failed',
    /temporary failure in name resolution|eai_again|errno -3\b|域名解析暂时失败|解析名稱時發生暫時性錯誤|Temporärer Fehler bei der Namensauflösung|Échec temporaire|Fallo temporal en la resolución|Временный сбой в разрешении|名前解決に一時的に失敗/i,
  ],
  [
    'name-unknown',
    /name or service not known|no such host|enotfound|nodename nor servname|no address associated with hostname|errno -2\b|errno -5\b|errno 8\b|getaddrinfo failed|11001|name does not resolve|未知的名称或服务|没有与主机名关联的地址|名稱或服務未知|Name oder der Dienst ist nicht bekannt|Nom ou service inconnu|Nombre o servicio desconocido|Неизвестное имя или служба|名前またはサービスが不明/i,
  ],
];

/** Which of the system's errors a text quotes; where it quotes two, the first of the list above. */
const errnoIn = (text: string): Errno | undefined => SAID.find(([, said]) => said.test(text))?.[0];

type Codes = { readonly [One in Errno]?: ReadingCode };

/** Of the client's own way to the target. */
export const TO_TARGET: Codes = {
  refused: 'connect-refused',
  'timed-out': 'connect-timed-out',
  'no-route': 'host-unreachable',
  'network-down': 'network-unreachable',
  reset: 'connection-reset',
  denied: 'connect-denied',
  'name-unknown': 'name-unresolved',
  'name-failed': 'name-lookup-failed',
  'not-available': 'network-unreachable',
  family: 'family-unsupported',
  'in-use': 'address-in-use',
};

/** Of the client's way to its proxy. */
export const TO_PROXY: Codes = {
  refused: 'proxy-refused',
  'timed-out': 'proxy-timed-out',
  'no-route': 'proxy-unreachable',
  'network-down': 'proxy-unreachable',
  reset: 'proxy-closed',
  'name-unknown': 'proxy-name-unresolved',
  'name-failed': 'proxy-name-unresolved',
};

/** Of the proxy's own way to the target. */
export const BEYOND_PROXY: Codes = {
  refused: 'beyond-proxy-refused',
  'timed-out': 'beyond-proxy-timed-out',
  'no-route': 'beyond-proxy-unreachable',
  'network-down': 'beyond-proxy-unreachable',
  'name-unknown': 'beyond-proxy-name-unresolved',
  'name-failed': 'beyond-proxy-name-unresolved',
};

/** Of a reverse proxy's way to its service. */
export const TO_UPSTREAM: Codes = {
  refused: 'upstream-refused',
  'timed-out': 'upstream-timed-out',
  denied: 'upstream-denied',
};

/** Of taking a port. */
export const TO_BIND: Codes = {
  'in-use': 'address-in-use',
  'not-available': 'bind-not-available',
  denied: 'bind-denied',
  family: 'family-unsupported',
};

/** The code of the error that the group `why` quotes; `otherwise` where it quotes none that is known. */
export const byErrno =
  (codes: Codes, otherwise?: ReadingCode) =>
  ({ why = '' }: Groups): ReadingCode | undefined => {
    const errno = errnoIn(why);
    return (errno === undefined ? undefined : codes[errno]) ?? otherwise;
  };

/** The system's errors where no program's frame around them is known. */
export const ERRNO: readonly Message[] = [
  {
    by: 'unknown',
    code: byErrno(TO_TARGET),
    needles: [
      'refused',
      'econn',
      'ehostunreach',
      'enetunreach',
      'etimedout',
      'eai_again',
      'enotfound',
      'eaddr',
      'unreachable',
      'no route to host',
      'connection timed out',
      'connection reset',
      'name resolution',
      'name or service',
      'no such host',
      'errno 1',
      'errno -',
      'errno 9',
      'already in use',
      'cannot assign requested',
      'os error 1',
      '1006',
      '拒绝',
      '拒絕',
      '连接超时',
      '連線',
      '没有到主机的路由',
      '网络不可达',
      '連線超過時間',
      '连接被对方',
      '域名解析暂时失败',
      '未知的名称或服务',
      '地址已在使用',
      '地址已被使用',
      '无法指定被请求的地址',
      '端口已被占用',
      'verbindungsaufbau',
      'wartezeit für',
      'zielrechner',
      'nicht erreichbar',
      'refusée',
      'rehusada',
      'отказано',
      '接続',
      '연결이',
    ],
    pattern:
      /(?<why>connection refused|actively refused|refused the network connection|connection timed out|connection reset|no route to host|destination host unreachable|network is unreachable|temporary failure in name resolution|name or service not known|no such host|address already in use|cannot assign requested address|\b(?:econnrefused|econnreset|ehostunreach|enetunreach|etimedout|eai_again|enotfound|eaddrinuse|eaddrnotavail)\b|\berrno (?:111|110|113|101|104|98|99|-2|-3|-5)\b|os error (?:111|110|113|101|104|98|99)\b|\b1006[0135]\b|拒绝连接|连接被拒绝|拒绝了连接|积极拒绝|積極拒絕|連線被拒絕|连接超时|連線超過時間|没有到主机的路由|网络不可达|连接被对方重.|域名解析暂时失败|未知的名称或服务|地址已在使用|地址已被使用|无法指定被请求的地址|端口已被占用|verbindungsaufbau abgelehnt|wartezeit für die verbindung ist abgelaufen|keine route zum zielrechner|das netzwerk ist nicht erreichbar|connexion refusée|conexión rehusada|в соединении отказано|接続を拒否されました|接続がタイムアウト|연결이 거부됨)/i,
  },
  // `10.0.0.5:8000: Connection refused`, `dial 10.0.0.5:8000: 拒绝连接`
  {
    by: 'unknown',
    code: byErrno(TO_TARGET),
    needles: [
      'refused',
      'timed out',
      'unreachable',
      'no route',
      'reset by',
      '拒绝',
      '超时',
      '不可达',
      '没有到主机',
    ],
    pattern:
      /(?<host>\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253}):(?<port>\d{2,5})[\s'"/|)\]:：,-]{1,4}(?:failed:? |connect(?:ion)?:? |error:? |\(?os error )?(?<why>connection refused|connection timed out|no route to host|network is unreachable|connection reset by peer|拒绝连接|连接超时|没有到主机的路由|网络不可达|连接被拒绝)/i,
  },
  // `connection refused to http://127.0.0.1:8000`, `http://localhost:11434/v1 ← connection refused`
  {
    by: 'unknown',
    code: byErrno(TO_TARGET),
    needles: ['refused', 'timed out', 'unreachable', 'no route', 'reset by'],
    pattern:
      /(?<url>https?:\/\/[^\s"'<>()]{1,300})\s{0,3}[^\s\w]{0,3}\s{0,3}(?:failed:? |error:? )?(?<why>connection refused|connection timed out|no route to host|network is unreachable|connection reset)/i,
  },
];
