import type { MisbehavingService, ModelService, OtherService } from '../network.ts';
import { PLACES } from '../places.ts';
import type { ProgramStart } from './program-start.ts';

/**
 * A service under the name of the program it stands for: `/run/tongtu-lab/bin/vllm serve OpenCUA-7B --host 127.0.0.1 --port 8000`,
 * with that interpreter before it which every script has. `code` is the bundled src/lab/service/main.ts.
 */
export const serviceStart = (
  service: ModelService | MisbehavingService | OtherService,
  code: string,
): ProgramStart => {
  const name = programName(service);
  const path = `${PLACES.bin}/${name}`;
  return {
    name,
    files: [{ path, text: `#!${PLACES.bin}/node\n${code}`, mode: 0o755 }],
    argv: [path, ...commandLine(service)],
    env: { ...envOf(service), TONGTU_LAB_SERVICE: JSON.stringify(service) },
    ...(service.kind === 'model-service' && service.runAs !== undefined ? { runAs: service.runAs } : {}),
    listens: service.listen,
  };
};

const envOf = (
  service: ModelService | MisbehavingService | OtherService,
): Readonly<Record<string, string>> => (service.kind === 'misbehaving-service' ? {} : (service.env ?? {}));

/** A key that the environment holds is not on the command line too. */
const keyArguments = ({ apiKey, env }: ModelService): readonly string[] =>
  apiKey === undefined || env?.['VLLM_API_KEY'] === apiKey ? [] : ['--api-key', apiKey];

const programName = (service: ModelService | MisbehavingService | OtherService): string => {
  switch (service.kind) {
    case 'model-service':
      return service.family;
    case 'misbehaving-service':
      return 'vllm';
    case 'other-service':
      return service.name;
  }
};

const commandLine = (service: ModelService | MisbehavingService | OtherService): readonly string[] => {
  const [first] = service.listen;
  const at = first === undefined ? [] : ['--host', first.address, '--port', String(first.port)];
  if (service.kind !== 'model-service') return at;
  const model = service.models[0] ?? 'model';
  switch (service.family) {
    case 'vllm':
      return ['serve', model, ...at, ...keyArguments(service)];
    case 'ollama':
      return ['serve'];
    case 'xinference-local':
      return ['-H', first?.address ?? '', '--port', String(first?.port ?? 0)];
    case 'gradio':
      return ['app.py'];
    case 'lms':
      return ['server', 'start', '--port', String(first?.port ?? 0)];
    case 'sglang':
      return ['serve', '--model-path', model, ...at];
    case 'text-generation-router':
      return ['--model-id', model, '--hostname', first?.address ?? '', '--port', String(first?.port ?? 0)];
    case 'llama-server':
      return ['-m', `/models/${model}.gguf`, ...at];
  }
};
