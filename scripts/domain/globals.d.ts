// All that src/domain may use beside the language itself: pure, and the same in a browser and in Node.
// Without Node's types, `process`, `setTimeout`, `fetch` and `console` do not compile there.
declare class URL {
  constructor(text: string, base?: string);
  static canParse(text: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
