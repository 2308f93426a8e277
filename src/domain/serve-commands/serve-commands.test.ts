import { describe, expect, it } from 'vitest';
import { readCommand } from './read-command.ts';
import { SERVE_PROGRAMS } from './registry.ts';
import { guardedServeLine, serveLine } from './serve-line.ts';

const ADDRESS = '192.168.3.84';
const serving = (line: string, port = 8000) => ({ argv: line.split(' '), port });

describe('a serve command, listening on the one address that is needed', () => {
  it.each([
    [
      '/usr/bin/python3 /usr/local/bin/vllm serve Qwen/Qwen3-8B --host 127.0.0.1 --port 8000',
      8000,
      'vllm serve Qwen/Qwen3-8B --host 192.168.3.84 --port 8000',
    ],
    [
      'python3 -m vllm.entrypoints.openai.api_server --model m --host=localhost',
      8000,
      'python3 -m vllm.entrypoints.openai.api_server --model m --host=192.168.3.84',
    ],
    ['vllm serve m', 8000, 'vllm serve m --host 192.168.3.84'],
    [
      '/opt/venv/bin/python /opt/venv/bin/swift deploy --model m --host 127.0.0.1',
      8000,
      'swift deploy --model m --host 192.168.3.84',
    ],
    [
      '/opt/venv/bin/python /opt/swift/cli/deploy.py --model m',
      8000,
      'python /opt/swift/cli/deploy.py --model m --host 192.168.3.84',
    ],
    [
      'lmdeploy serve api_server m --server-port 23333',
      23333,
      'lmdeploy serve api_server m --server-port 23333 --server-name 192.168.3.84',
    ],
    ['/usr/local/bin/ollama serve', 11434, 'OLLAMA_HOST=192.168.3.84:11434 ollama serve'],
    ['./llama-server -m /models/m.gguf', 8080, './llama-server -m /models/m.gguf --host 192.168.3.84'],
    ['lms server start', 1234, 'lms server start --bind 192.168.3.84 --port 1234'],
    [
      '/usr/bin/python3 /usr/local/bin/xinference-local -H 127.0.0.1 --port 9997',
      9997,
      'xinference-local -H 192.168.3.84 --port 9997',
    ],
    [
      'python -m sglang.launch_server --model-path m --host 127.0.0.1',
      30000,
      'python -m sglang.launch_server --model-path m --host 192.168.3.84',
    ],
    [
      'text-generation-launcher --model-id m --hostname 127.0.0.1',
      3000,
      'text-generation-launcher --model-id m --hostname 192.168.3.84',
    ],
    ['python3 /usr/local/bin/uvicorn app:app', 8000, 'uvicorn app:app --host 192.168.3.84'],
    ['gunicorn -b 127.0.0.1:8000 app:app', 8000, 'gunicorn -b 192.168.3.84:8000 app:app'],
    ['python3 app.py --share false', 7860, 'GRADIO_SERVER_NAME=192.168.3.84 python3 app.py --share false'],
    [
      'python3 -m fastchat.serve.openai_api_server --host localhost',
      8000,
      'python3 -m fastchat.serve.openai_api_server --host 192.168.3.84',
    ],
    ['python3 /usr/local/bin/litellm --config c.yaml', 4000, 'litellm --config c.yaml --host 192.168.3.84'],
  ])('%s', (line, port, expected) => {
    expect(serveLine(serving(line, port), ADDRESS)).toBe(expected);
  });

  it.each(['vllm bench serve', 'ollama run m', 'nginx -g daemon off;', 'python3', 'swift infer'])(
    'is not made of %s',
    (line) => {
      expect(serveLine(serving(line), ADDRESS)).toBeUndefined();
    },
  );

  it('quotes what a shell would take apart', () => {
    const line = serveLine({ argv: ['vllm', 'serve', "it's $HOME"], port: 8000 }, ADDRESS);
    expect(line).toBe("vllm serve 'it'\\''s $HOME' --host 192.168.3.84");
  });

  it('brackets an IPv6 address where a port follows', () => {
    expect(serveLine(serving('ollama serve', 11434), 'fd00::1')).toBe(
      "OLLAMA_HOST='[fd00::1]:11434' ollama serve",
    );
  });
});

describe('for everybody', () => {
  it('wants an API key, once, where the program can have one', () => {
    expect(guardedServeLine(serving('vllm serve m'), '0.0.0.0')).toBe(
      'vllm serve m --host 0.0.0.0 --api-key KEY',
    );
    expect(guardedServeLine(serving('vllm serve m --api-key x'), '0.0.0.0')).toBe(
      'vllm serve m --api-key x --host 0.0.0.0',
    );
    expect(guardedServeLine(serving('ollama serve', 11434), '0.0.0.0')).toBe(
      'OLLAMA_HOST=0.0.0.0:11434 ollama serve',
    );
  });
});

it('no two programs claim one command', () => {
  for (const line of ['vllm serve m', 'swift deploy', 'python3 app.py', 'uvicorn a:a', 'ollama serve']) {
    const command = readCommand(line.split(' '));
    const claims = SERVE_PROGRAMS.filter(({ serves }) => command !== undefined && serves(command, 7860));
    expect(claims).toHaveLength(1);
  }
});
