import { describe, expect, it } from 'vitest';
import { protocolOf } from './other-protocol.ts';

describe('what speaks, by its first bytes', () => {
  it.each([
    ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7', 'SSH'],
    ['\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x7f', 'ZMTP (ZeroMQ)'],
    ['\\xff\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x7f\\x03\\x01NULL', 'ZMTP (ZeroMQ)'],
    ['\\x00\\x00\\x12\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x03', 'HTTP/2'],
    ['\\x15\\x03\\x01\\x00\\x02\\x02F', 'TLS'],
    ["-ERR wrong number of arguments for 'get' command", 'Redis'],
    ['J\\x00\\x00\\x00 8.0.36\\x00\\x09\\x00', 'MySQL'],
    ['E\\x00\\x00\\x00\\x8aSFATAL\\x00VFATAL', 'PostgreSQL'],
    ['220 mail.office.test ESMTP Postfix', 'SMTP'],
    ['220 (vsFTPd 3.0.3)', 'FTP'],
    ['RFB 003.008', 'VNC (RFB)'],
    ['ERROR ERROR', 'memcached'],
    ['<html>', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (bytes, speaks) => {
    expect(protocolOf(bytes)).toBe(speaks);
  });
});
