import { describe, expect, it } from 'vitest';
import { readProduct, viaHops } from './via.ts';

const hops = (...values: string[]) =>
  viaHops({
    status: 200,
    httpVersion: '1.1',
    headers: values.map((value) => ['via', value] as const),
    bodyStart: '',
    bodyBytes: 0,
    isTruncated: false,
    hadControl: false,
  });

describe('viaHops', () => {
  it('reads protocol, name and product', () => {
    expect(hops('1.1 proxy.example.com (squid/5.7), HTTP/1.0 fred')).toEqual([
      { text: '1.1 proxy.example.com (squid/5.7)', receivedBy: 'proxy.example.com', product: 'squid/5.7' },
      { text: 'HTTP/1.0 fred', receivedBy: 'fred' },
    ]);
  });

  it('leaves out what is none', () => {
    expect(hops('', ',', 'x')).toEqual([]);
  });
});

describe('readProduct', () => {
  it.each([
    ['squid/5.7', ['squid', '5.7']],
    ['Squid', ['squid']],
    ['nginx/1.22.1 (Ubuntu)', ['nginx', '1.22.1']],
    ['', ['']],
  ])('%s', (text, expected) => {
    expect(readProduct(text)).toEqual(expected);
  });
});
