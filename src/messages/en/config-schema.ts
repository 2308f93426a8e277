import type { EditorTexts } from '../../domain/config/editor-schema.ts';

/** What an editor shows while a tongtu.yaml is written. */
export const configSchema: EditorTexts = {
  title: 'tongtu.yaml',
  description: 'Names for services, proxies and intents, so that “tongtu doctor NAME” knows what is meant.',
  places: {
    services: { description: 'What is to be reached. Each name can be used instead of a URL.' },
    'services.*': { description: 'A URL, or a URL with what else is known of the service.' },
    'services.*.url': {
      description: 'Where clients reach it, with its scheme.',
      examples: ['http://127.0.0.1:8000/v1'],
    },
    'services.*.model': {
      description: 'The id of the model that must be served there.',
      examples: ['OpenCUA-7B'],
    },
    'services.*.key-variable': {
      description:
        'The name of the environment variable, of whoever asks, that holds the API key to ask with. Never the key itself.',
      examples: ['OPENAI_API_KEY'],
    },
    proxies: { description: 'Proxies that intents are to go through.' },
    'proxies.*': { description: 'A URL, or a URL with the variables that hold its user name and password.' },
    'proxies.*.url': {
      description: 'http, https, socks4, socks4a, socks5 or socks5h, with host and port.',
      examples: ['http://proxy.example.com:8080', 'socks5h://127.0.0.1:1080'],
    },
    'proxies.*.user-variable': {
      description: 'The name of the environment variable that holds the user name.',
    },
    'proxies.*.password-variable': {
      description: 'The name of the environment variable that holds the password. Never the password itself.',
    },
    intents: { description: 'Who must reach what. “tongtu doctor NAME” checks one of them.' },
    'intents.*': { description: 'One program that must reach one place.' },
    'intents.*.from': {
      description: 'Who asks; whoever calls Tongtu where it is left out.',
      examples: ['here', 'pid:812', 'unit:evalscope.service', 'container:webui', 'ns:/run/netns/lab'],
    },
    'intents.*.to': {
      description: 'The name of a service, or a URL.',
      examples: ['https://huggingface.co'],
    },
    'intents.*.via': {
      description:
        'The proxy that it must go through, or “direct”: the other way is then wrong even where it works.',
      examples: ['direct'],
    },
    'intents.*.clients': { description: 'The client programs that count; all of them where it is left out.' },
  },
};
