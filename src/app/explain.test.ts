import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { TextExplained } from './explain.ts';
import { explainCommand, explainText } from './explain.ts';
import { createSecrets } from './world.ts';

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const explainBytes = (bytes: Uint8Array, size = 7): Promise<TextExplained> =>
  explainText(inParts(bytes, size), createSecrets());

const codes = ({ explanation }: TextExplained): readonly string[] =>
  explanation.readings.map(({ code }) => code);

const REFUSED = 'curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused\r\n';

describe('a text as programs and shells write it', () => {
  const utf16 = Buffer.from(`\ufeff${REFUSED}`, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(REFUSED), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${REFUSED}`), 'utf-8'],
    ['UTF-16 as Windows PowerShell writes it', utf16, 'utf-16le'],
    ['UTF-16 without a mark', utf16.subarray(2), 'utf-16le'],
    ['UTF-16, the other order', Buffer.from(utf16).swap16(), 'utf-16be'],
    // `拒绝连接` in GBK
    [
      'GBK',
      Buffer.concat([Buffer.from('10.0.0.5:8000: '), Buffer.from('bedcbef8c1acbdd3', 'hex')]),
      'gb18030',
    ],
    ['Latin-1', Buffer.from(`r\xe9sultat\n${REFUSED}`, 'latin1'), 'utf-8'],
    ['with zeros in it', Buffer.from(`\0\0\x01${REFUSED}`), 'utf-8'],
    ['in colour', Buffer.from(REFUSED.replace('refused', '\u001b[31mrefused\u001b[0m')), 'utf-8'],
    ['behind a progress bar', Buffer.from(`  0   0\r 10  10\r${REFUSED}`), 'utf-8'],
  ])('%s', async (_, bytes, encoding) => {
    for (const size of [3, 1024]) {
      const told = await explainBytes(bytes, size);
      expect(codes(told)).toEqual(['connect-refused']);
      expect(told.encoding).toBe(encoding);
    }
  });

  it('says how much of it could not be decoded', async () => {
    const told = await explainBytes(Buffer.from(`r\xe9sultat\n${REFUSED}`, 'latin1'));
    expect(told.undecoded).toBe(1);
  });

  it('keeps no secret, wherever it stands', async () => {
    const told = await explainBytes(
      Buffer.from(
        [
          "* Uses proxy env variable http_proxy == 'http://rosa:hunter2222@10.0.0.2:3128'",
          'requests.exceptions.HTTPError: 503 Server Error: x for url: http://me:tops3cret@10.0.0.5:8000/v1?api_key=sk-abcdefgh12345678',
          'curl: (7) Failed to connect to 10.0.0.2 port 3128: Connection refused, Authorization: Bearer eyJhbGciOiJIUzI1',
        ].join('\n'),
      ),
    );
    expect(codes(told)).toEqual(['proxy-refused', 'service-unavailable']);
    const text = JSON.stringify(told);
    for (const secret of ['hunter2222', 'tops3cret', 'sk-abcdefgh12345678', 'eyJhbGciOiJIUzI1']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a command', () => {
  const run = async (argv: readonly string[]) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const { signal } = new AbortController();
    const env = { PATH: process.env['PATH'] };
    const told = await explainCommand({ argv, env, stdout, stderr, signal }, createSecrets());
    const read = (stream: PassThrough): Buffer => stream.read() ?? Buffer.alloc(0);
    return { told, stdout: read(stdout), stderr: read(stderr) };
  };
  const node = (script: string): readonly string[] => [process.execPath, '-e', script];

  it('is passed through byte for byte, and read', async () => {
    const script =
      'process.stdout.write(Buffer.from([0,255,27,91,51,49,109]));process.stderr.write("connect ECONNREFUSED 127.0.0.1:9\\n");process.exitCode=3';
    const { told, stdout, stderr } = await run(node(script));
    expect([...stdout]).toEqual([0, 255, 27, 91, 51, 49, 109]);
    expect(String(stderr)).toBe('connect ECONNREFUSED 127.0.0.1:9\n');
    expect(told.ok && codes(told.value)).toEqual(['connect-refused']);
    expect(told.ok && told.value.command?.end).toEqual({ kind: 'exited', code: 3 });
  });

  it('that a signal ends is told so', async () => {
    const { told } = await run(node('process.kill(process.pid, "SIGTERM")'));
    expect(told.ok && told.value.command?.end).toEqual({ kind: 'signal', signal: 'SIGTERM' });
  });

  it('that is not there is a problem, not a crash', async () => {
    const { told } = await run(['/no/such/program']);
    expect(told).toEqual({ ok: false, problem: { kind: 'not-found', program: '/no/such/program' } });
  });

  it('that is silent is judged by its exit code, with the URL that it was given', async () => {
    const { told } = await run([
      process.execPath,
      '-e',
      'process.exitCode=7',
      'curl',
      'http://me:hunter2222@127.0.0.1:9/v1',
    ]);
    const [reading] = told.ok ? told.value.explanation.readings : [];
    expect(reading?.code).toBe('connect-failed');
    expect(reading?.next[0]?.command).toMatch(/^tongtu doctor \S*127\.0\.0\.1:9\/v1'?$/);
    expect(JSON.stringify(told)).not.toContain('hunter2222');
  });

  it('that writes only the status of an answer is judged by it', async () => {
    const url = 'http://127.0.0.1:9/v1';
    const script = 'process.stdout.write("503")';
    const { told } = await run([process.execPath, '-e', script, 'curl', '-w', '%{http_code}', url]);
    const [reading] = told.ok ? told.value.explanation.readings : [];
    expect([reading?.code, reading?.severity]).toEqual(['service-unavailable', 'broken']);
    expect(reading?.next[0]?.command).toBe(`tongtu doctor ${url}`);
  });

  it('that was given a URL with a slip is told the corrected one', async () => {
    const url = 'http://127.0.0.1:8000:8000/v1';
    const { told } = await run([process.execPath, '-e', 'process.exitCode=3', 'curl', url]);
    const [reading] = told.ok ? told.value.explanation.readings : [];
    expect(reading?.code).toBe('url-malformed');
    expect(reading?.next[0]?.command).toBe('tongtu doctor http://127.0.0.1:8000/v1');
  });
});
