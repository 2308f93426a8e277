import { fastchat } from './programs/fastchat.ts';
import { gradio } from './programs/gradio.ts';
import { gunicorn } from './programs/gunicorn.ts';
import { litellm } from './programs/litellm.ts';
import { llamaServer } from './programs/llama-server.ts';
import { lmStudio } from './programs/lm-studio.ts';
import { lmdeploy } from './programs/lmdeploy.ts';
import { ollama } from './programs/ollama.ts';
import { sglang } from './programs/sglang.ts';
import { swift } from './programs/swift.ts';
import { tgi } from './programs/tgi.ts';
import { uvicorn } from './programs/uvicorn.ts';
import { vllm } from './programs/vllm.ts';
import { xinference } from './programs/xinference.ts';
import { readCommand } from './read-command.ts';
import type { ServeProgram, Serving } from './serve-program.ts';

/** Every program whose serve command is known. No two claim one command. */
export const SERVE_PROGRAMS: readonly ServeProgram[] = [
  fastchat,
  gradio,
  gunicorn,
  litellm,
  llamaServer,
  lmStudio,
  lmdeploy,
  ollama,
  sglang,
  swift,
  tgi,
  uvicorn,
  vllm,
  xinference,
];

/** The program that a process runs; `undefined` where its command is none that is known. */
export const serveProgram = ({ argv, port }: Serving): ServeProgram | undefined => {
  const command = readCommand(argv);
  return command === undefined ? undefined : SERVE_PROGRAMS.find(({ serves }) => serves(command, port));
};
