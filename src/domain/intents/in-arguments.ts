import type { NamedService } from './named-service.ts';
import { namedService } from './named-service.ts';

/** A service that a command line names, with the option as it is written there: `--api-url`, `base_url=`, empty where the URL stands alone. */
export interface ArgumentService extends NamedService {
  readonly argument: string;
}

/** Options whose value is where a service is, by the last words of their names. */
const SERVICE_OPTION = /(?:url|base|endpoint|host|server|api)$/i;

/** Options whose value is the base that a client of the OpenAI API takes: EvalScope's and others'. */
const API_BASE_OPTION =
  /^--?(?:api-url|api_url|openai-api-base|api-base|api_base|base-url|base_url|openai-base-url)$/i;

/** Short options after which a URL is something else than what is asked for: curl's proxy, referrer, header, agent, data, user, cookie. */
const SHORT_WITH_VALUE = /^-[a-zA-Z]*[xeHAdub]$/;

/** Options that name a proxy: that is no service to reach. */
const PROXY_OPTION = /proxy/i;

const MODEL_OPTION = /^--?(?:model|model-name|served-model-name|model_name)$/;

/**
 * The services that a command line names: the value of an option (`--api-url http://…`, `--base-url=http://…`), of a setting within one
 * (lm-eval: `--model_args model=m,base_url=http://127.0.0.1:8000/v1/completions`), or a URL that stands alone.
 */
export const servicesInArguments = (argv: readonly string[]): readonly ArgumentService[] => {
  const found: ArgumentService[] = [];
  const model = optionValue(argv, MODEL_OPTION);
  let option = '';
  for (const argument of argv.slice(1)) {
    const assigned = /^(--?[\w-]+)=(.*)$/s.exec(argument);
    const name = assigned?.[1] ?? option;
    const value = assigned?.[2] ?? argument;
    if (!PROXY_OPTION.test(name)) found.push(...inValue(name, value, model));
    option = takesValue(argument) && assigned === null ? argument : '';
  }
  return unique(found);
};

/** Whether the next word may be this one's value: a long option's, or that of a short one that is known for it. */
const takesValue = (argument: string): boolean =>
  argument.startsWith('--') || SHORT_WITH_VALUE.test(argument) || /^-\w{4,}$/.test(argument);

const inValue = (option: string, value: string, model: string | undefined): readonly ArgumentService[] => {
  const settings = /^[\w.]+=/.test(value) ? value.split(',') : [];
  if (settings.length > 0) {
    const own = settings.flatMap((setting) => /^model(?:_name)?=(.+)$/.exec(setting)?.[1] ?? [])[0];
    return settings.flatMap((setting) => {
      const [, key = '', text = ''] = /^([\w.]+)=(.*)$/s.exec(setting) ?? [];
      const isNamed = SERVICE_OPTION.test(key) && !PROXY_OPTION.test(key);
      const service = isNamed ? namedService(text, 'url', own) : undefined;
      return service === undefined ? [] : [{ ...service, argument: `${key}=` }];
    });
  }
  if (option !== '' && !SERVICE_OPTION.test(option)) return [];
  const isBase = API_BASE_OPTION.test(option);
  const service = namedService(value, isBase ? 'api-base' : 'url', isBase ? model : undefined);
  return service === undefined ? [] : [{ ...service, argument: option }];
};

const optionValue = (argv: readonly string[], option: RegExp): string | undefined => {
  for (const [index, argument] of argv.entries()) {
    const equals = argument.indexOf('=');
    if (equals > 0 && option.test(argument.slice(0, equals))) return argument.slice(equals + 1);
    const next = argv[index + 1];
    if (option.test(argument) && next !== undefined && !next.startsWith('-')) return next;
  }
  return undefined;
};

const unique = (services: readonly ArgumentService[]): readonly ArgumentService[] => [
  ...new Map(services.map((service) => [service.url, service])).values(),
];
