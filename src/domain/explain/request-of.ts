/** What a command line says that will be asked, and through what. */
export interface Asked {
  readonly url?: string;
  readonly proxy?: string;
}

const PROXY_FLAG = /^(?:-x|--proxy|--preproxy|--socks5|--socks5-hostname|--socks4|--socks4a)$/;
/** Whose next word holds a URL that is not asked for. */
const OTHER_FLAG =
  /^(?:-e|--referer|-H|--header|-d|--data|--json|--data-raw|--data-binary|-o|--output|-A|--user-agent|-b|-u|--user)$/;

/** `['curl', '-x', 'http://10.0.0.1:3128', 'http://127.0.0.1:8000/v1']` → both. A word like `127.0.0.1:8000/v1` counts behind curl and wget. */
export const requestOf = (argv: readonly string[]): Asked => {
  let url: string | undefined;
  let proxy: string | undefined;
  const takesBareHosts = argv.slice(0, 6).some((word) => /(?:^|\/)(?:curl|wget)$/.test(word));
  for (const [index, word] of argv.entries()) {
    const before = argv[index - 1] ?? '';
    const assigned = /^(?:https?|all)_proxy=(.+)$/i.exec(word)?.[1] ?? /^--proxy=(.+)$/.exec(word)?.[1];
    if (assigned !== undefined || PROXY_FLAG.test(before)) proxy ??= assigned ?? word;
    else if (!OTHER_FLAG.test(before)) url ??= urlIn(word, index > 0 && takesBareHosts);
  }
  return { ...(url === undefined ? {} : { url }), ...(proxy === undefined ? {} : { proxy }) };
};

const urlIn = (word: string, mayBeBare: boolean): string | undefined => {
  const [url] = /https?:\/\/[^\s"'<>,;]{1,2048}/i.exec(word) ?? [];
  if (url !== undefined) return url;
  return mayBeBare &&
    /^(?:localhost|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?(?:\/\S{0,1024})?$/i.test(
      word,
    )
    ? `http://${word}`
    : undefined;
};
