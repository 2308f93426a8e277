import { describe, expect, it } from 'vitest';
import { writesStatus } from './written-status.ts';

describe('a command that has curl write the status', () => {
  it.each([
    'curl -s -o /dev/null -w %{http_code} http://127.0.0.1:8000/v1',
    'curl -sw %{response_code} http://127.0.0.1:8000/v1',
    'curl -w%{http_code} http://127.0.0.1:8000/v1',
    'sudo /usr/bin/curl --write-out %{http_code} http://127.0.0.1:8000/v1',
  ])('%s', (line) => {
    expect(writesStatus(line.split(' '))).toBe(true);
  });

  it.each([
    'curl -s http://127.0.0.1:8000/v1',
    'curl -w %{size_download} http://127.0.0.1:8000/v1',
    'curl -d %{http_code} http://127.0.0.1:8000/v1',
    'wget -w %{http_code} http://127.0.0.1:8000/v1',
  ])('not %s', (line) => {
    expect(writesStatus(line.split(' '))).toBe(false);
  });
});
