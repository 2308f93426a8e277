/** Protocols by what their servers say to an HTTP request, or before it. Names as their specifications write them. */
const GREETINGS: readonly { readonly speaks: string; readonly bytes: RegExp }[] = [
  // RFC 4253, 4.2.
  { speaks: 'SSH', bytes: /^SSH-\d/ },
  // ZMTP 3.1, 3.1: the signature FF, eight bytes of padding, 7F. libzmq puts a length of 1 into the padding.
  { speaks: 'ZMTP (ZeroMQ)', bytes: /^\\xff(?:\\x00){7}\\x0[01]/ },
  // RFC 9113, 3.4: a server's preface is a SETTINGS frame, type 4 on stream 0.
  { speaks: 'HTTP/2', bytes: /^\\x00\\x00(?:\\x[0-9a-f]{2}|[ -~])\\x04\\x00\\x00\\x00\\x00\\x00/ },
  // RFC 8446, 5.1: an alert record.
  { speaks: 'TLS', bytes: /^\\x15\\x03/ },
  // redis.io, protocol specification: an error begins with a hyphen and an upper-case word.
  { speaks: 'Redis', bytes: /^-(?:ERR|DENIED|NOAUTH|WRONGPASS) / },
  // MySQL's initial handshake packet: length, sequence 0, protocol version 10 (a line feed, kept as a blank), the server's version.
  { speaks: 'MySQL', bytes: /^(?:\\x[0-9a-f]{2}|.)\\x00\\x00\\x00 \d+\.\d+/ },
  // PostgreSQL's ErrorResponse: `E`, length, severity.
  { speaks: 'PostgreSQL', bytes: /^E\\x00\\x00.{1,8}S(?:FATAL|ERROR)/ },
  // RFC 5321, 4.2; RFC 959, 4.2.
  { speaks: 'SMTP', bytes: /^220[ -].*SMTP/ },
  { speaks: 'FTP', bytes: /^220[ -]/ },
  // RFC 6143, 7.1.1.
  { speaks: 'VNC (RFB)', bytes: /^RFB \d{3}\.\d{3}/ },
  // memcached, doc/protocol.txt: to a command that it does not know.
  { speaks: 'memcached', bytes: /^ERROR(?: |$)/ },
];

/** What speaks so, by its first bytes as an observation holds them (`\xff\x00…`); `unknown` for what is not recognised. */
export const protocolOf = (firstBytes: string): string =>
  GREETINGS.find(({ bytes }) => bytes.test(firstBytes))?.speaks ?? 'unknown';
